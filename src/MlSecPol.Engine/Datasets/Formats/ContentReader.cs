using MlSecPol.Engine.Artifacts;
using MlSecPol.Engine.Artifacts.Expansion;
using MlSecPol.Engine.Datasets.Formats.Arrow;
using MlSecPol.Engine.Datasets.Formats.NumPy;
using MlSecPol.Engine.Datasets.Formats.Parquet;
using MlSecPol.Engine.Datasets.Text;

namespace MlSecPol.Engine.Datasets.Formats;

/// <summary>Reads one content, whatever it is packed into, and adds its rows to a table.</summary>
internal sealed class ContentReader(TableAccumulator table, DatasetSettings settings, ExpansionBudget budget, int parallelism, CancellationToken token)
{
    private const int SampleBytes = 64 * 1024;

    /// <summary>Reads.</summary>
    /// <param name="source">The bytes.</param>
    /// <param name="path">The name; its extension settles what the bytes leave open.</param>
    /// <param name="depth">Containers and layers around the content.</param>
    /// <param name="bytesRead">Hears how far the reading is; null when nobody wants to know.</param>
    /// <returns>What the content is; what was read of it stands in the table.</returns>
    internal DatasetFacts Read(ByteSource source, string path, int depth, IProgress<long>? bytesRead)
    {
        var head = new byte[SampleBytes];
        var headLength = source.Read(0, head);
        var (encoding, markLength) = ByteOrderMark.Detect(head.AsSpan(0, headLength));
        var form = Decide(source, path, head.AsSpan(0, headLength), encoding, markLength);
        var facts = new DatasetFacts { Path = path, Length = source.Length, Format = form.Format, FormatName = form.Name, DetectedFormat = form.Detected };
        return form.Format switch
        {
            DatasetFormat.Delimited or DatasetFormat.JsonLines or DatasetFormat.JsonRecords or DatasetFormat.Text => ReadText(facts, source, form, encoding, markLength, bytesRead),
            DatasetFormat.Parquet or DatasetFormat.Arrow or DatasetFormat.NumPy => ReadBinary(facts, [(string.Empty, source)], bytesRead),
            DatasetFormat.Other => new PackedContent(this, table, settings, budget, token).Read(facts, source, depth, bytesRead),
            _ => facts,
        };
    }

    private ContentForm Decide(ByteSource source, string path, ReadOnlySpan<byte> head, TextEncoding encoding, int markLength)
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

    private DatasetFacts ReadText(DatasetFacts facts, ByteSource source, ContentForm form, TextEncoding encoding, int markLength, IProgress<long>? bytesRead)
    {
        var framing = form.Format == DatasetFormat.JsonRecords ? new JsonFraming(settings) : null;
        using var input = new TextInput(source, encoding, markLength, bytesRead, token) { Framing = framing };
        using var buffer = new RecordBuffer(input, settings.Limits.MaximumRecordBytes);
        var hasHeader = false;
        switch (form.Format)
        {
            case DatasetFormat.Delimited:
                var reader = new DelimitedTable(buffer, form.Delimiter, table, settings, token);
                reader.Read(parallelism);
                hasHeader = reader.HasHeader;
                break;
            case DatasetFormat.Text:
                new TextTable(buffer, table, settings, token).Read();
                break;
            default:
                new JsonLinesTable(buffer, table, settings, token).Read();
                break;
        }

        facts = facts with
        {
            Encoding = table.EncodingFacts(encoding, markLength > 0, input.IsTranscoded ? input.InvalidUnits : null),
            Delimiter = form.Format == DatasetFormat.Delimited ? (char)form.Delimiter : null,
            HasHeader = hasHeader,
        };
        return framing is null ? facts : Conclude(facts, framing);
    }

    private DatasetFacts Conclude(DatasetFacts facts, JsonFraming framing)
    {
        var gap = table.Gap is null ? framing.Finish() : null;
        var flaws = framing.Flaws;
        for (var i = 0L; i < flaws.Count; i++) table.AddMalformed(MalformedKind.InvalidJson, flaws.FirstRow ?? 1, flaws.FirstOffset);
        if (gap is not null) table.Gap = new(gap, table.Rows, Offset: null);
        return framing.HasRecords || table.MalformedCount > 0
            ? facts
            : facts with { Format = DatasetFormat.Json, FormatName = "JSON document without an array of records" };
    }

    /// <summary>Reads a table that is no text; NumPy's may consist of several arrays.</summary>
    internal DatasetFacts ReadBinary(DatasetFacts facts, IReadOnlyList<(string Name, ByteSource Content)> contents, IProgress<long>? bytesRead)
    {
        using var sink = new CellSink(table, settings, budget, token, bytesRead);
        try
        {
            facts = facts.Format switch
            {
                DatasetFormat.Parquet => ParquetTable.Read(facts, contents[0].Content, sink, settings, token),
                DatasetFormat.Arrow => ArrowTable.Read(facts, contents[0].Content, sink, settings, token),
                _ => NumPyTable.Read(facts, contents, sink, settings, token),
            };
        }
        catch (ArtifactException e) when (e.Kind != ArtifactErrorKind.ReadFailed)
        {
            table.Gap = new($"{facts.FormatName}: {e.Message.TrimEnd('.')}", table.Rows, Offset: null);
        }

        return facts.IsTable ? facts with { Encoding = table.EncodingFacts(TextEncoding.Utf8, hasMark: false, invalidUnits: null) } : facts;
    }
}
