using System.Text.Json;
using MlSecPol.Engine.Artifacts;
using MlSecPol.Engine.Datasets.Formats;
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

    // Of a hundred records of a table under the name of a text, ninety at least have the same number of cells.
    private const double EvenEnough = 0.9;

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
        if (RecognisedForms.Find(head, length) is { } recognised) return recognised;
        var kind = FormatDetector.Sniff(head[..Math.Min(head.Length, FormatDetector.HeadLength)], length);
        // Numbers in a binary table may look like text of two or four bytes a character; a signature is more than a look.
        if (isDeclaredText && !IsSigned(kind)) kind = ArtifactFormat.Text;
        if (kind == ArtifactFormat.Unknown && !IsTextDespiteFlaws(head)) return new(DatasetFormat.Unknown, "of no recognised format");
        var format = kind switch
        {
            ArtifactFormat.Parquet => DatasetFormat.Parquet,
            ArtifactFormat.Arrow => DatasetFormat.Arrow,
            ArtifactFormat.NumPy => DatasetFormat.NumPy,
            ArtifactFormat.Unknown or ArtifactFormat.Json or ArtifactFormat.JsonLines or ArtifactFormat.Csv or ArtifactFormat.Tsv or ArtifactFormat.Text => DatasetFormat.Text,
            _ => DatasetFormat.Other,
        };
        if (format != DatasetFormat.Text) return new(format, FormatCatalogue.Describe(kind).DisplayName, Detected: kind);
        var text = sample.TrimStart(" \t\r\n"u8);
        if (text.IsEmpty)
            return isWhole ? new(DatasetFormat.Empty, "nothing but white space") : new(DatasetFormat.Unknown, "white space as far as it was looked at");
        return DecideJson(text, isWhole, kind, path) ?? DecideText(sample, isWhole, path, settings);
    }

    private static bool IsSigned(ArtifactFormat kind) => kind is ArtifactFormat.Parquet or ArtifactFormat.Arrow or ArtifactFormat.Feather or ArtifactFormat.NumPy or ArtifactFormat.Avro
        or ArtifactFormat.Orc or ArtifactFormat.Sqlite or ArtifactFormat.Hdf5 or ArtifactFormat.Zip or ArtifactFormat.Gzip or ArtifactFormat.Bzip2 or ArtifactFormat.Xz or ArtifactFormat.Zstandard;

    private static ContentForm? DecideJson(ReadOnlySpan<byte> text, bool isWhole, ArtifactFormat kind, string path)
    {
        if (text[0] is not ((byte)'{' or (byte)'['))
            return isWhole && DatasetExtensions.IsJson(path) && IsJson(text) ? new(DatasetFormat.Json, "JSON document without an array of records") : null;
        var lines = new ContentForm(DatasetFormat.JsonLines, "JSON Lines");
        if (DatasetExtensions.IsJsonLines(path) && text[0] == (byte)'{') return lines;
        if (kind == ArtifactFormat.JsonLines) return lines;
        var feed = text.IndexOf((byte)'\n');
        var first = feed >= 0 ? text[..feed] : text;
        if (text[0] == (byte)'{' && feed >= 0 && !text[feed..].Trim(" \t\r\n"u8).IsEmpty && IsJson(first)) return lines;
        if (text[0] == (byte)'{' && isWhole && IsJson(text) && !DatasetExtensions.IsJson(path)) return lines;
        var isJson = kind == ArtifactFormat.Json || DatasetExtensions.IsJson(path) || (text[0] == (byte)'[' && MayBeArray(text));
        return isJson ? new(DatasetFormat.JsonRecords, text[0] == (byte)'[' ? "JSON array" : "JSON document") : null;
    }

    /// <summary>Whether an element, or the end of the array, follows the bracket: a text may begin with a bracket too.</summary>
    private static bool MayBeArray(ReadOnlySpan<byte> text)
    {
        var rest = text[1..].TrimStart(" \t\r\n"u8);
        return rest.IsEmpty || rest[0] is (byte)'{' or (byte)'[' or (byte)']' or (byte)'"' or (byte)'-' || char.IsAsciiDigit((char)rest[0]);
    }

    private static ContentForm DecideText(ReadOnlySpan<byte> sample, bool isWhole, string path, DatasetSettings settings)
    {
        var delimiter = settings.Delimiter switch
        {
            Datasets.Delimiter.Comma => (byte)',',
            Datasets.Delimiter.Semicolon => (byte)';',
            Datasets.Delimiter.Tab => (byte)'\t',
            Datasets.Delimiter.VerticalBar => (byte)'|',
            Datasets.Delimiter.Colon => (byte)':',
            Datasets.Delimiter.Blank => (byte)' ',
            _ => (byte)0,
        };
        if (delimiter == 0 && !DatasetExtensions.IsDelimited(path) && IsProse(sample, isWhole, path)) return new(DatasetFormat.Text, "plain text");
        if (delimiter == 0) delimiter = DelimiterDetector.Detect(sample, isWhole) ?? (byte)(DatasetExtensions.IsTabSeparated(path) ? '\t' : ',');
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

    /// <summary>A name of prose, or lines that no delimiter splits alike: commas stand in every text, but not the same number of them.</summary>
    private static bool IsProse(ReadOnlySpan<byte> sample, bool isWhole, string path) =>
        DatasetExtensions.IsMarkup(path) || DelimiterDetector.Detect(sample, isWhole, EvenEnough) is null;

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
