using MlSecPol.Engine.Artifacts;
using MlSecPol.Engine.Models.Containers;

namespace MlSecPol.Engine.Models.Trees;

/// <summary>Reads LightGBM models: lines of <c>key=value</c>, a head, then one paragraph a tree. Every count and index is compared.</summary>
internal static class LightGbmReader
{
    private const int LongestLine = 1 << 30;
    private const int Buffer = 1 << 16;

    internal static void Read(ByteSource content, string? member, string name, int depth, FactsBuilder facts)
    {
        facts.HeadersRead++;
        var model = new LightGbmModel(new TreeDefects(member, facts), facts);
        var buffer = new byte[Buffer];
        long fetched = 0, lineStart = 0;
        var filled = 0;
        while (true)
        {
            facts.Token.ThrowIfCancellationRequested();
            var count = content.Read(fetched, buffer.AsSpan(filled));
            fetched += count;
            filled += count;
            var isLast = count == 0 || fetched >= content.Length;
            var used = 0;
            while (buffer.AsSpan(used, filled - used).IndexOf((byte)'\n') is >= 0 and var length)
            {
                model.Line(buffer.AsSpan(used, length).TrimEnd((byte)'\r'), lineStart);
                used += length + 1;
                lineStart += length + 1;
            }

            if (isLast)
            {
                if (used < filled) model.Line(buffer.AsSpan(used, filled - used).TrimEnd((byte)'\r'), lineStart);
                break;
            }

            buffer.AsSpan(used, filled - used).CopyTo(buffer);
            filled -= used;
            if (filled < buffer.Length) continue;
            if (filled >= Math.Min(LongestLine, facts.Limits.HeaderBytes))
                throw new ArtifactException(ArtifactErrorKind.LimitReached, $"One line has more than {facts.Limits.HeaderBytes} bytes (limit {nameof(ArtifactLimits.HeaderBytes)}).", "Raise the limit.");
            Array.Resize(ref buffer, buffer.Length * 2);
        }

        model.Close();
        if (!model.IsComplete) facts.AddGap(CoverageGapKind.Truncated, member, content.Length, "The model ends before 'end of trees'.");
    }
}
