using MlSecPol.Engine.Datasets.Text;

namespace MlSecPol.Engine.Datasets.Formats;

/// <summary>Feeds the lines of plain text to a table of one column; blank lines stand between paragraphs and are no records.</summary>
internal sealed class TextTable(RecordBuffer buffer, TableAccumulator table, DatasetSettings settings, CancellationToken token)
{
    internal const string ColumnName = "text";

    private readonly LineRecords _lines = new(buffer);

    internal void Read()
    {
        var column = table.AddColumn(ColumnName, isDeclared: true);
        ReadStatus status;
        while ((status = _lines.Read()) == ReadStatus.Record)
        {
            token.ThrowIfCancellationRequested();
            var line = _lines.Line;
            if (line.Trim(" \t"u8).IsEmpty) continue;
            var row = ++table.Rows;
            var offset = _lines.Offset;
            var traits = TableAccumulator.Inspect(line);
            column.Add(line, row, offset);
            if ((traits & RecordTraits.InvalidUtf8) != 0) table.AddInvalidSequences(line, column.Name, row, offset);
            if ((traits & RecordTraits.Invisible) != 0) column.AddHazards(line, row, offset);
            if ((traits & RecordTraits.Nul) != 0) table.AddMalformed(MalformedKind.NulByte, row, offset + line.IndexOf((byte)0));
            table.AddRowHash(RowHash.Of(line, table.HashKey), row);
            if (table.MalformedCount < settings.Limits.MaximumMalformedRecords) continue;
            table.Gap = new($"more malformed records than the limit of {settings.Limits.MaximumMalformedRecords} (maximumMalformedRecords)", row, offset);
            return;
        }

        if (status == ReadStatus.RecordTooLong)
            table.Gap = new($"a line is longer than the limit of {settings.Limits.MaximumRecordBytes} bytes (maximumRecordBytes)", table.Rows + 1, _lines.Offset);
    }
}
