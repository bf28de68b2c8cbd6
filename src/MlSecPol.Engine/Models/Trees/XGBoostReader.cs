using System.Buffers;
using System.Text;
using System.Text.Json;
using MlSecPol.Engine.Artifacts;
using MlSecPol.Engine.Models.Containers;

namespace MlSecPol.Engine.Models.Trees;

/// <summary>Reads XGBoost models in their three forms: JSON, Universal Binary JSON and the binary form before.</summary>
internal static class XGBoostReader
{
    private const int Deepest = 200;

    internal static void Read(ByteSource content, string? member, string name, int depth, FactsBuilder facts)
    {
        facts.HeadersRead++;
        Span<byte> head = stackalloc byte[4];
        content.Read(0, head);
        if (head.SequenceEqual("binf"u8))
        {
            XGBoostBinary.Read(content, member, depth, facts);
            return;
        }

        var model = new XGBoostModel(new TreeDefects(member, facts), facts);
        if (head is [(byte)'{', (byte)'L', ..])
        {
            using var cursor = new ByteCursor(content, facts.Token);
            new UniversalJson(cursor, model, member, facts).Value(0);
            model.Close();
            if (cursor.Remaining > 0) UnownedReader.Read(content, new ByteRange(cursor.Position, content.Length), member, depth, facts);
            return;
        }

        // It may be a configuration as well, whatever its first keys say.
        if (content.Length <= facts.Limits.HeaderBytes) FormatReaders.Read(ArtifactFormat.Json, content, member, name, depth, facts);
        ReadJson(content, member, model, facts);
        model.Close();
    }

    private static void ReadJson(ByteSource content, string? member, XGBoostModel model, FactsBuilder facts)
    {
        var buffer = ArrayPool<byte>.Shared.Rent(1 << 16);
        var state = new JsonReaderState(new JsonReaderOptions { MaxDepth = Deepest });
        long fetched = 0, consumed = 0;
        var filled = 0;
        try
        {
            while (true)
            {
                facts.Token.ThrowIfCancellationRequested();
                var count = content.Read(fetched, buffer.AsSpan(filled));
                if (fetched == 0 && buffer.AsSpan(0, count).StartsWith("\xEF\xBB\xBF"u8)) buffer.AsSpan(0, 3).Fill((byte)' ');
                fetched += count;
                filled += count;
                var isLast = fetched >= content.Length || count == 0;
                var reader = new Utf8JsonReader(buffer.AsSpan(0, filled), isLast, state);
                while (reader.Read()) Take(ref reader, model);
                state = reader.CurrentState;
                consumed += reader.BytesConsumed;
                if (isLast) return;
                var used = (int)reader.BytesConsumed;
                buffer.AsSpan(used, filled - used).CopyTo(buffer);
                filled -= used;
                if (filled < buffer.Length) continue;
                if (filled >= facts.Limits.HeaderBytes) throw new ArtifactException(ArtifactErrorKind.LimitReached, $"One text has more than {facts.Limits.HeaderBytes} bytes (limit {nameof(ArtifactLimits.HeaderBytes)}).", "Raise the limit.");
                var larger = ArrayPool<byte>.Shared.Rent(buffer.Length * 2);
                buffer.AsSpan(0, filled).CopyTo(larger);
                ArrayPool<byte>.Shared.Return(buffer);
                buffer = larger;
            }
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            facts.AddGap(CoverageGapKind.Malformed, member, consumed, $"The model is no JSON that can be read: {e.Message}");
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    private static void Take(ref Utf8JsonReader reader, XGBoostModel model)
    {
        switch (reader.TokenType)
        {
            case JsonTokenType.PropertyName:
                model.Key(reader.GetString() ?? string.Empty);
                break;
            case JsonTokenType.StartObject:
                model.Begin(isArray: false);
                break;
            case JsonTokenType.StartArray:
                model.Begin(isArray: true);
                break;
            case JsonTokenType.EndObject or JsonTokenType.EndArray:
                model.End();
                break;
            case JsonTokenType.Number:
                if (reader.TryGetInt64(out var number)) model.Number(number);
                else model.Number(null);
                break;
            case JsonTokenType.String:
                model.Text(reader.HasValueSequence || reader.ValueSpan.Length > 64 ? string.Empty : Encoding.UTF8.GetString(reader.ValueSpan));
                break;
            default:
                model.Number(reader.TokenType == JsonTokenType.True ? 1 : 0);
                break;
        }
    }
}
