using System.Buffers;
using System.Text;
using System.Text.Json;
using MlSecPol.Engine.Artifacts;
using MlSecPol.Engine.Models.Containers;

namespace MlSecPol.Engine.Models.Keras;

/// <summary>
/// Parses JSON as Python's reader takes it: in any of its encodings, with NaN and Infinity, with keys that repeat.
/// What was understood before a break is kept.
/// </summary>
internal static class ConfigurationParser
{
    private const int MostNodes = 2_000_000;
    private const int MostTextsOfAnArray = 4096;

    private static readonly SearchValues<byte> Marks = SearchValues.Create("\"NI"u8);

    /// <summary>Parses a text.</summary>
    /// <returns>The value that it holds, or null, and what of it was not read.</returns>
    internal static (ConfigurationNode? Root, CoverageGap? Gap) Parse(byte[] text, string? member, FactsBuilder facts)
    {
        text = ToUtf8(text);
        ReplaceLiterals(text);
        var reader = new Utf8JsonReader(text, new JsonReaderOptions { MaxDepth = Math.Max(1, facts.Limits.HeaderDepth) });
        var open = new Stack<ConfigurationNode>();
        ConfigurationNode? root = null;
        string? key = null;
        var nodes = 0;
        try
        {
            while (reader.Read())
            {
                switch (reader.TokenType)
                {
                    case JsonTokenType.PropertyName:
                        key = ConfigurationNode.Unescape(reader.ValueSpan);
                        continue;
                    case JsonTokenType.EndObject or JsonTokenType.EndArray:
                        open.Pop();
                        continue;
                }

                if (open.TryPeek(out var parent) && parent.Kind == ConfigurationKind.Array && IsIdle(reader.TokenType, parent)) continue;
                if ((++nodes & 0xFFF) == 0) facts.Token.ThrowIfCancellationRequested();
                if (nodes > MostNodes)
                {
                    return (root, new CoverageGap(CoverageGapKind.LimitReached, member, reader.TokenStartIndex, $"The configuration has more than {MostNodes} values."));
                }

                var node = new ConfigurationNode(KindOf(reader.TokenType), reader.TokenStartIndex, Raw(text, ref reader));
                root ??= node;
                if (parent is { Kind: ConfigurationKind.Object }) parent.Members.Add(new(key ?? string.Empty, node));
                else parent?.Items.Add(node);
                if (node.Kind is ConfigurationKind.Object or ConfigurationKind.Array) open.Push(node);
            }
        }
        catch (JsonException e)
        {
            var isTooDeep = open.Count >= facts.Limits.HeaderDepth;
            return (root, new CoverageGap(
                isTooDeep ? CoverageGapKind.LimitReached : CoverageGapKind.Malformed,
                member,
                reader.BytesConsumed,
                isTooDeep ? $"The configuration is nested deeper than {facts.Limits.HeaderDepth} (limit {nameof(ArtifactLimits.HeaderDepth)})." : $"The configuration is not sound JSON at line {(e.LineNumber ?? 0) + 1}."));
        }

        return (root, null);
    }

    /// <summary>Numbers in arrays are shapes and weights, and after the first thousands of texts an array is a vocabulary.</summary>
    private static bool IsIdle(JsonTokenType type, ConfigurationNode array) => type switch
    {
        JsonTokenType.Number or JsonTokenType.True or JsonTokenType.False or JsonTokenType.Null => true,
        JsonTokenType.String => array.Items.Count >= MostTextsOfAnArray,
        _ => false,
    };

    private static ReadOnlyMemory<byte> Raw(byte[] text, ref Utf8JsonReader reader) =>
        reader.TokenType == JsonTokenType.String ? text.AsMemory((int)reader.TokenStartIndex + 1, reader.ValueSpan.Length) : default;

    private static ConfigurationKind KindOf(JsonTokenType type) => type switch
    {
        JsonTokenType.StartObject => ConfigurationKind.Object,
        JsonTokenType.StartArray => ConfigurationKind.Array,
        JsonTokenType.String => ConfigurationKind.Text,
        JsonTokenType.False => ConfigurationKind.False,
        _ => ConfigurationKind.Other,
    };

    /// <summary>Python's reader finds out the encoding by the marks and zeros at the beginning.</summary>
    private static byte[] ToUtf8(byte[] text)
    {
        Encoding? encoding = text switch
        {
            [0xEF, 0xBB, 0xBF, ..] => Encoding.UTF8,
            [0xFF, 0xFE, 0, 0, ..] => Encoding.UTF32,
            [0xFF, 0xFE, ..] => Encoding.Unicode,
            [0xFE, 0xFF, ..] => Encoding.BigEndianUnicode,
            [0, 0, 0xFE, 0xFF, ..] or [0, 0, 0, not 0, ..] => new UTF32Encoding(bigEndian: true, byteOrderMark: true),
            [not 0, 0, 0, 0, ..] => Encoding.UTF32,
            [0, not 0, ..] => Encoding.BigEndianUnicode,
            [not 0, 0, ..] => Encoding.Unicode,
            _ => null,
        };
        if (encoding is null) return text;
        var preamble = encoding.Preamble;
        return Encoding.UTF8.GetBytes(encoding.GetString(text.AsSpan().StartsWith(preamble) ? text.AsSpan(preamble.Length) : text));
    }

    /// <summary>Puts zeros of the same length in the place of the literals that only Python knows.</summary>
    private static void ReplaceLiterals(Span<byte> text)
    {
        while (text.IndexOfAny(Marks) is var at and >= 0)
        {
            text = text[at..];
            if (text[0] == (byte)'"')
            {
                text = text[1..];
                while (text.IndexOfAny((byte)'"', (byte)'\\') is var end and >= 0)
                {
                    var isEscape = text[end] == (byte)'\\';
                    text = text[Math.Min(text.Length, end + (isEscape ? 2 : 1))..];
                    if (!isEscape) break;
                }

                continue;
            }

            var literal = text.StartsWith("NaN"u8) ? 3 : text.StartsWith("Infinity"u8) ? 8 : 0;
            if (literal > 0)
            {
                text[..literal].Fill((byte)' ');
                text[0] = (byte)'0';
            }

            text = text[Math.Max(1, literal)..];
        }
    }
}
