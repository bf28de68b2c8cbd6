using System.Text.Json;
using MlSecPol.Engine.Artifacts;
using MlSecPol.Engine.Datasets.Text;

namespace MlSecPol.Engine.Datasets;

/// <summary>What the content of a file is, decided by its first bytes; the name only settles what bytes leave open.</summary>
/// <param name="Format">The format.</param>
/// <param name="Name">The format in words.</param>
/// <param name="Delimiter">The delimiter of delimited text; 0 otherwise.</param>
/// <param name="Detected">The format among those of all artifacts; null where none was told apart.</param>
internal readonly record struct ContentForm(DatasetFormat Format, string Name, byte Delimiter = 0, ArtifactFormat? Detected = null)
{
    // A share of control bytes that no text has, however damaged.
    private const int ControlsPerByte = 20;

    /// <summary>Decides.</summary>
    /// <param name="head">The first bytes as they stand.</param>
    /// <param name="sample">The first bytes of the text as UTF-8, without byte order mark.</param>
    /// <param name="isWhole">Whether the sample is all there is.</param>
    /// <param name="length">Bytes of the file.</param>
    /// <param name="isDeclaredText">Whether a byte order mark or the places of NUL bytes tell an encoding other than plain UTF-8.</param>
    /// <param name="path">The path of the file.</param>
    /// <param name="settings">May name the delimiter.</param>
    internal static ContentForm Decide(
        ReadOnlySpan<byte> head, ReadOnlySpan<byte> sample, bool isWhole, long length, bool isDeclaredText, string path, DatasetSettings settings)
    {
        if (length == 0) return new(DatasetFormat.Empty, "no bytes");
        var kind = isDeclaredText ? ArtifactFormat.Text : FormatDetector.Sniff(head[..Math.Min(head.Length, FormatDetector.HeadLength)], length);
        if (kind == ArtifactFormat.Unknown && !IsTextDespiteFlaws(head)) return new(DatasetFormat.Unknown, "of no recognised format");
        var mayBeTable = kind is ArtifactFormat.Unknown or ArtifactFormat.Json or ArtifactFormat.JsonLines or ArtifactFormat.Csv or ArtifactFormat.Tsv or ArtifactFormat.Text;
        if (!mayBeTable) return new(DatasetFormat.Other, FormatCatalogue.Describe(kind).DisplayName, Detected: kind);
        var text = sample.TrimStart(" \t\r\n"u8);
        if (text.IsEmpty)
            return isWhole ? new(DatasetFormat.Empty, "nothing but white space") : new(DatasetFormat.Unknown, "white space as far as it was looked at");
        return DecideJson(text, isWhole, kind, path) ?? DecideDelimited(sample, isWhole, path, settings);
    }

    private static ContentForm? DecideJson(ReadOnlySpan<byte> text, bool isWhole, ArtifactFormat kind, string path)
    {
        if (text[0] is not ((byte)'{' or (byte)'[')) return null;
        var lines = new ContentForm(DatasetFormat.JsonLines, "JSON Lines");
        if (DatasetExtensions.IsJsonLines(path) && text[0] == (byte)'{') return lines;
        if (kind == ArtifactFormat.JsonLines) return lines;
        var feed = text.IndexOf((byte)'\n');
        var first = feed >= 0 ? text[..feed] : text;
        if (text[0] == (byte)'{' && (feed >= 0 || isWhole) && IsJson(first)) return lines;
        return kind == ArtifactFormat.Json || text[0] == (byte)'[' || DatasetExtensions.IsJson(path)
            ? new(DatasetFormat.Json, text[0] == (byte)'[' ? "JSON array" : "JSON document over several lines")
            : null;
    }

    private static ContentForm DecideDelimited(ReadOnlySpan<byte> sample, bool isWhole, string path, DatasetSettings settings)
    {
        var delimiter = settings.Delimiter switch
        {
            Datasets.Delimiter.Comma => (byte)',',
            Datasets.Delimiter.Semicolon => (byte)';',
            Datasets.Delimiter.Tab => (byte)'\t',
            Datasets.Delimiter.VerticalBar => (byte)'|',
            Datasets.Delimiter.Colon => (byte)':',
            Datasets.Delimiter.Blank => (byte)' ',
            _ => DelimiterDetector.Detect(sample, isWhole) ?? (byte)(DatasetExtensions.IsTabSeparated(path) ? '\t' : ','),
        };
        var name = (char)delimiter switch
        {
            ',' => "comma-separated text",
            ';' => "semicolon-separated text",
            '\t' => "tab-separated text",
            '|' => "text separated by vertical bars",
            ':' => "text separated by colons",
            _ => "text separated by blanks",
        };
        return new(DatasetFormat.Delimited, name, delimiter);
    }

    private static bool IsJson(ReadOnlySpan<byte> text)
    {
        var reader = new Utf8JsonReader(text);
        try
        {
            while (reader.Read())
            {
            }

            return true;
        }
        catch (JsonException)
        {
            return false;
        }
    }

    /// <summary>Text with a few NUL or control bytes is a damaged text; with many it is something else.</summary>
    private static bool IsTextDespiteFlaws(ReadOnlySpan<byte> head)
    {
        var controls = 0;
        foreach (var b in head) controls += b < 0x20 && b is not ((byte)'\t' or (byte)'\n' or (byte)'\r') ? 1 : 0;
        return controls * ControlsPerByte <= head.Length && head.IndexOfAny((byte)'\n', (byte)'\r', (byte)',') >= 0;
    }
}
