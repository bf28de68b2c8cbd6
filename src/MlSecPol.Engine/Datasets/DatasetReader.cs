using MlSecPol.Engine.Artifacts;
using MlSecPol.Engine.Datasets.Text;

namespace MlSecPol.Engine.Datasets;

/// <summary>Reads a dataset once, from front to end, and tells what it found out. Memory does not grow with the file.</summary>
public static class DatasetReader
{
    private const int SampleBytes = 64 * 1024;

    /// <summary>Reads a dataset.</summary>
    /// <param name="source">The bytes.</param>
    /// <param name="path">The path for messages; its extension is compared with the content.</param>
    /// <param name="settings">Limits and what counts as missing, as a header, and so on.</param>
    /// <param name="token">Ends the reading within one buffer.</param>
    /// <param name="bytesRead">Hears how many bytes have been read; null when nobody wants to know.</param>
    /// <param name="parallelism">Threads that may look at a large table at once, at least 1; the facts are the same for any number.</param>
    /// <returns>The facts. What cannot be read as a table, or not to its end, is among them.</returns>
    /// <exception cref="ArtifactException">The device failed.</exception>
    /// <exception cref="OperationCanceledException">The token asked for it.</exception>
    public static DatasetFacts Read(ByteSource source, string path, DatasetSettings settings, CancellationToken token, IProgress<long>? bytesRead = null, int parallelism = 1)
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(path);
        ArgumentNullException.ThrowIfNull(settings);
        var head = new byte[SampleBytes];
        var headLength = source.Read(0, head);
        var (encoding, markLength) = ByteOrderMark.Detect(head.AsSpan(0, headLength));
        var form = Decide(source, path, settings, head.AsSpan(0, headLength), encoding, markLength, token);
        var facts = new DatasetFacts { Path = path, Length = source.Length, Format = form.Format, FormatName = form.Name, DetectedFormat = form.Detected };
        return facts.IsTable ? ReadTable(facts, source, form, encoding, markLength, settings, bytesRead, parallelism, token) : facts;
    }

    private static ContentForm Decide(
        ByteSource source, string path, DatasetSettings settings, ReadOnlySpan<byte> head, TextEncoding encoding, int markLength, CancellationToken token)
    {
        using var input = new TextInput(source, encoding, markLength, progress: null, token);
        var sample = new byte[SampleBytes];
        var sampleLength = input.Read(sample);
        return ContentForm.Decide(
            head,
            sample.AsSpan(0, sampleLength),
            isWhole: sampleLength < SampleBytes / 2,
            source.Length,
            isDeclaredText: encoding != TextEncoding.Utf8 || markLength > 0,
            path,
            settings);
    }

    private static DatasetFacts ReadTable(
        DatasetFacts facts,
        ByteSource source,
        ContentForm form,
        TextEncoding encoding,
        int markLength,
        DatasetSettings settings,
        IProgress<long>? bytesRead,
        int parallelism,
        CancellationToken token)
    {
        using var input = new TextInput(source, encoding, markLength, bytesRead, token);
        using var buffer = new RecordBuffer(input, settings.Limits.MaximumRecordBytes);
        using var table = new TableAccumulator(settings);
        var hasHeader = false;
        if (form.Format == DatasetFormat.Delimited)
        {
            var reader = new DelimitedTable(buffer, form.Delimiter, table, settings, token);
            reader.Read(parallelism);
            hasHeader = reader.HasHeader;
        }
        else
        {
            new JsonLinesTable(buffer, table, settings, token).Read();
        }

        return facts with
        {
            Encoding = table.EncodingFacts(input, markLength > 0),
            Delimiter = form.Format == DatasetFormat.Delimited ? (char)form.Delimiter : null,
            HasHeader = hasHeader,
            Rows = table.Rows,
            BlankRows = table.BlankRows.ToFacts(),
            ShortRows = table.ShortRows.ToFacts(),
            LongRows = table.LongRows.ToFacts(),
            Columns = [.. table.Columns.Select(c => c.ToFacts(table.Rows))],
            Malformed = table.Malformed(),
            Duplicates = table.Duplicates(token),
            Learning = table.Learning.ToFacts(table.Columns, token),
            Gap = table.Gap,
        };
    }
}
