using System.Buffers;
using MlSecPol.Engine.Artifacts;
using MlSecPol.Engine.Artifacts.NumPy;

namespace MlSecPol.Engine.Datasets.Formats.NumPy;

/// <summary>
/// Reads NumPy arrays as tables: records by field, two dimensions by column, one dimension as a single column. Arrays of objects are pickles and are left to whoever
/// looks at code.
/// </summary>
internal static class NumPyTable
{
    private const int BlockBytes = 4 << 20;
    private const int MostBlockRows = 1 << 16;

    /// <summary>Reads one array without a name, or those of an archive: those of equal length are the columns of one table.</summary>
    internal static DatasetFacts Read(DatasetFacts facts, IReadOnlyList<(string Name, ByteSource Content)> arrays, CellSink sink, DatasetSettings settings, CancellationToken token)
    {
        var limits = settings.Formats.ToArtifactLimits();
        var tables = new List<(ByteSource Content, long Start, NumPyLayout Layout)>();
        string? unread = null;
        foreach (var (name, content) in arrays)
        {
            var header = NumPyHeader.Read(content, limits, out var start, out var trouble)
                ?? throw new ArtifactException(ArtifactErrorKind.Malformed, trouble!, "Get an undamaged copy of the file.");
            if (NumPyLayout.Of(header, name, settings.Limits.MaximumColumns, out var reason) is not { } layout)
            {
                unread ??= name.Length > 0 ? $"'{name}' is a {reason}" : reason;
                continue;
            }

            if (tables.Count > 0 && tables[0].Layout.Rows != layout.Rows) unread ??= $"'{name}' has {layout.Rows} rows, '{arrays[0].Name}' {tables[0].Layout.Rows}";
            else tables.Add((content, start, layout));
        }

        if (tables.Count == 0) return facts with { Format = DatasetFormat.Other, FormatName = unread ?? facts.FormatName };
        foreach (var (_, _, layout) in tables)
        {
            foreach (var field in layout.Fields) sink.AddColumn(field.Name);
        }

        ReadRows(tables, sink, settings.Limits.MaximumRecordBytes, token);
        if (unread is not null) sink.Leave($"an array was not read: {unread}");
        return facts;
    }

    private static void ReadRows(List<(ByteSource Content, long Start, NumPyLayout Layout)> tables, CellSink sink, int maximumRowBytes, CancellationToken token)
    {
        var rows = tables[0].Layout.Rows;
        var available = tables.Min(t => AvailableRows(t.Layout, t.Content.Length - t.Start));
        var widest = Math.Max(1, tables.Max(t => t.Layout.ColumnBytes > 0 ? t.Layout.Fields[0].Width : t.Layout.RowBytes));
        var step = (int)Math.Clamp(BlockBytes / widest, 1, MostBlockRows);
        if (widest > maximumRowBytes)
            throw new ArtifactException(ArtifactErrorKind.LimitReached, $"A row of the array is longer than the limit of {maximumRowBytes} bytes (maximumRecordBytes).", "Raise maximumRecordBytes in the settings if the file is trusted.");
        var block = ArrayPool<byte>.Shared.Rent((int)(step * widest));
        try
        {
            for (var first = 0L; first < available && sink.IsOpen; first += step)
            {
                token.ThrowIfCancellationRequested();
                var count = (int)Math.Min(step, available - first);
                sink.BeginRows(count);
                var column = 0;
                foreach (var (content, start, layout) in tables)
                {
                    if (layout.ColumnBytes == 0) content.Read(start + (first * layout.RowBytes), block.AsSpan(0, (int)(count * layout.RowBytes)));
                    foreach (var field in layout.Fields)
                    {
                        sink.BeginColumn(column++);
                        var width = (int)layout.RowBytes;
                        var offset = layout.ColumnBytes == 0 ? (int)field.Offset : 0;
                        if (layout.ColumnBytes > 0) content.Read(start + field.Offset + (first * width), block.AsSpan(0, count * width));
                        NumPyCells.Add(sink, field, block, offset, width, count);
                    }
                }

                sink.EndRows();
                sink.Report(tables[0].Start + (first * tables[0].Layout.RowBytes));
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(block);
        }

        if (available < rows) sink.Leave($"the array claims {rows} rows, the file ends in row {available + 1}");
        else if (tables is [var (only, begin, shape)] && only.Length - begin > shape.Bytes) sink.Leave($"behind the array {only.Length - begin - shape.Bytes} more bytes stand in the file");
    }

    /// <summary>The rows that the bytes of the file suffice for.</summary>
    private static long AvailableRows(NumPyLayout layout, long bytes)
    {
        if (bytes < 0) return 0;
        if (layout.ColumnBytes == 0) return Math.Min(layout.Rows, bytes / layout.RowBytes);
        var last = layout.ColumnBytes * (layout.Fields.Count - 1);
        return Math.Clamp((bytes - last) / layout.RowBytes, 0, layout.Rows);
    }
}
