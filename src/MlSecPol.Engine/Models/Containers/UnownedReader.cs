using System.Buffers;
using MlSecPol.Engine.Artifacts;

namespace MlSecPol.Engine.Models.Containers;

/// <summary>Looks at bytes that no part of a format owns: notes them and reads them where they have a format of their own.</summary>
internal static class UnownedReader
{
    private const int Block = 1 << 16;
    private const long LongestPadding = 64 << 20;

    private static readonly SearchValues<byte> Padding = SearchValues.Create("\0\t\n\r "u8);

    internal static void Read(ByteSource content, ByteRange range, string? member, int depth, FactsBuilder facts)
    {
        if (range.Length <= 0) return;
        var start = SkipPadding(content, range, facts);
        if (start > range.Start && start < range.End)
        {
            facts.AddUnowned(content, member, range.Start, start);
            range = new ByteRange(start, range.End);
        }

        var unowned = facts.AddUnowned(content, member, range.Start, range.End);
        if (!ContentReader.IsRead(unowned.Content))
        {
            HiddenPickleReader.Read(content, range.Start, member, facts);
            return;
        }

        var name = ContentReader.Inside(member, $"bytes at {range.Start}");
        ContentReader.Read(content.Slice(range.Start, range.Length), name, name, depth + 1, facts);
    }

    /// <summary>The first byte that is no padding, so that nothing hides behind a few zeros.</summary>
    private static long SkipPadding(ByteSource content, ByteRange range, FactsBuilder facts)
    {
        var buffer = ArrayPool<byte>.Shared.Rent(Block);
        try
        {
            var end = Math.Min(range.End, range.Start + LongestPadding);
            for (var at = range.Start; at < end;)
            {
                facts.Token.ThrowIfCancellationRequested();
                var count = content.Read(at, buffer.AsSpan(0, (int)Math.Min(Block, end - at)));
                if (count == 0) return at;
                var found = buffer.AsSpan(0, count).IndexOfAnyExcept(Padding);
                if (found >= 0) return at + found;
                at += count;
            }

            return end;
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }
}
