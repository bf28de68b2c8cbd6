using System.Text;
using System.Text.Json;
using System.Text.Unicode;

namespace MlSecPol.Engine.Artifacts;

/// <summary>Tells kinds of text apart by their beginning.</summary>
internal static class TextSniffer
{
    private const int MaximumLines = 8;

    private static ReadOnlySpan<byte> Delimiters => ",;|"u8;

    /// <summary>The kind of text, or null when the bytes are not text.</summary>
    /// <param name="head">The first bytes.</param>
    /// <param name="isWhole">Whether they are all there is.</param>
    internal static ArtifactFormat? Sniff(ReadOnlySpan<byte> head, bool isWhole)
    {
        if (head.StartsWith((ReadOnlySpan<byte>)[0xEF, 0xBB, 0xBF])) head = head[3..];
        else if (head.Length >= 2 && (head.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xFE]) || head.StartsWith((ReadOnlySpan<byte>)[0xFE, 0xFF])))
        {
            head = Narrow(head[2..], highFirst: head[0] == 0xFE);
        }

        if (head.IsEmpty || !IsText(head)) return null;
        return Classify(head.TrimStart(" \t\r\n"u8), head, isWhole);
    }

    private static ArtifactFormat Classify(ReadOnlySpan<byte> trimmed, ReadOnlySpan<byte> head, bool isWhole)
    {
        if (head.StartsWith("version https://git-lfs.github.com/spec/"u8)) return ArtifactFormat.LfsPointer;
        if (head.StartsWith("#!"u8)) return ArtifactFormat.Script;
        if (trimmed.IsEmpty) return ArtifactFormat.Text;
        if (ModelSniffer.MatchText(trimmed) is { } model) return model;
        switch (trimmed[0])
        {
            case (byte)'<':
                if (StartsWithIgnoringCase(trimmed, "<!doctype html"u8) || StartsWithIgnoringCase(trimmed, "<html"u8)) return ArtifactFormat.Html;
                if (IsOpenVino(trimmed)) return ArtifactFormat.OpenVino;
                return trimmed.Length > 1 && (char.IsAsciiLetter((char)trimmed[1]) || trimmed[1] is (byte)'?' or (byte)'!') ? ArtifactFormat.Xml : ArtifactFormat.Text;
            case (byte)'{' or (byte)'[':
                return ClassifyJson(trimmed, isWhole) ?? ClassifyTable(head, isWhole);
            default:
                return ClassifyTable(head, isWhole);
        }
    }

    /// <summary>Whether the first element is a network with a list of layers.</summary>
    private static bool IsOpenVino(ReadOnlySpan<byte> text)
    {
        var at = text.IndexOf("<net "u8);
        return at >= 0 && text[at..].IndexOf("<layers"u8) > 0 && text[..at].IndexOf("</"u8) < 0;
    }

    private static ArtifactFormat? ClassifyJson(ReadOnlySpan<byte> text, bool isWhole)
    {
        var reader = new Utf8JsonReader(text, isFinalBlock: false, new JsonReaderState(new JsonReaderOptions { AllowMultipleValues = true, MaxDepth = 256 }));
        var firstEnds = -1L;
        try
        {
            while (reader.Read())
            {
                if (reader.CurrentDepth != 0 || reader.TokenType is not (JsonTokenType.EndObject or JsonTokenType.EndArray)) continue;
                firstEnds = reader.BytesConsumed;
                break;
            }
        }
        catch (JsonException)
        {
            return null;
        }

        if (firstEnds < 0) return isWhole ? null : ArtifactFormat.Json;
        var rest = text[(int)firstEnds..].TrimStart(" \t\r"u8);
        if (rest.IsEmpty || rest[0] != (byte)'\n') return rest.IsEmpty ? ArtifactFormat.Json : null;
        rest = rest.TrimStart(" \t\r\n"u8);
        if (rest.IsEmpty) return ArtifactFormat.Json;
        return rest[0] is (byte)'{' or (byte)'[' && text[..(int)firstEnds].IndexOf((byte)'\n') < 0 ? ArtifactFormat.JsonLines : null;
    }

    private static ArtifactFormat ClassifyTable(ReadOnlySpan<byte> text, bool isWhole)
    {
        if (HasColumns(text, (byte)'\t', isWhole)) return ArtifactFormat.Tsv;
        foreach (var delimiter in Delimiters)
        {
            if (HasColumns(text, delimiter, isWhole)) return ArtifactFormat.Csv;
        }

        return ArtifactFormat.Text;
    }

    /// <summary>Whether the first complete records, quotes respected, all have the same number of the delimiter and at least one.</summary>
    private static bool HasColumns(ReadOnlySpan<byte> text, byte delimiter, bool isWhole)
    {
        int expected = -1, count = 0, lines = 0;
        var quoted = false;
        var empty = true;
        for (var i = 0; i <= text.Length && lines < MaximumLines; i++)
        {
            if (i == text.Length)
            {
                if (!isWhole || empty) break;
            }
            else if (text[i] != (byte)'\n' || quoted)
            {
                if (text[i] == (byte)'"') quoted = !quoted;
                else if (text[i] == delimiter && !quoted) count++;
                empty &= text[i] == (byte)'\r';
                continue;
            }

            if (!empty)
            {
                if (count == 0 || (expected >= 0 && count != expected)) return false;
                expected = count;
                lines++;
            }

            count = 0;
            empty = true;
        }

        return lines >= 2;
    }

    private static bool IsText(ReadOnlySpan<byte> head)
    {
        foreach (var b in head)
        {
            if (b < 0x20 && b is not ((byte)'\t' or (byte)'\n' or (byte)'\r' or (byte)'\f' or 0x1B)) return false;
        }

        // The head may cut a character in two, so its last bytes do not count.
        var whole = head.Length > 4 ? head[..^4] : head;
        if (Utf8.IsValid(whole) || Utf8.IsValid(TrimPartialCharacter(whole))) return true;
        var high = 0;
        foreach (var b in head) high += b >> 7;
        return high * 4 < head.Length;
    }

    private static ReadOnlySpan<byte> TrimPartialCharacter(ReadOnlySpan<byte> text)
    {
        var end = text.Length;
        while (end > 0 && text.Length - end < 3 && (text[end - 1] & 0xC0) == 0x80) end--;
        return end > 0 && (text[end - 1] & 0x80) != 0 ? text[..(end - 1)] : text;
    }

    private static bool StartsWithIgnoringCase(ReadOnlySpan<byte> text, ReadOnlySpan<byte> lower) =>
        text.Length >= lower.Length && Ascii.EqualsIgnoreCase(text[..lower.Length], lower);

    /// <summary>UTF-16 as one byte a character, characters beyond ASCII replaced: enough to see structure.</summary>
    private static byte[] Narrow(ReadOnlySpan<byte> utf16, bool highFirst)
    {
        var target = new byte[utf16.Length / 2];
        for (var i = 0; i < target.Length; i++)
        {
            var (low, high) = highFirst ? (utf16[(2 * i) + 1], utf16[2 * i]) : (utf16[2 * i], utf16[(2 * i) + 1]);
            target[i] = high == 0 && low < 0x80 ? low : (byte)'?';
        }

        return target;
    }
}
