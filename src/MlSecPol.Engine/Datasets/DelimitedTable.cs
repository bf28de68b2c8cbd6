using System.Globalization;
using System.Text;
using MlSecPol.Engine.Datasets.Identifiers;
using MlSecPol.Engine.Datasets.Text;

namespace MlSecPol.Engine.Datasets;

/// <summary>Feeds the records of delimited text to a table, in batches whose columns can be looked at by several threads.</summary>
internal sealed class DelimitedTable(RecordBuffer buffer, byte delimiter, TableAccumulator table, DatasetSettings settings, CancellationToken token) : IRowSource
{
    private readonly DelimitedRecords _records = new(buffer, delimiter, settings.Limits.MaximumColumns);
    private ColumnAccumulator[] _columns = [];
    private byte[] _canonical = [];
    private int _width;
    private bool _isBegun;
    private bool _isEnded;
    private bool _isPlain;

    // Blank lines count only when rows follow them: many files end in some.
    private long _pendingBlanks;

    internal bool HasHeader { get; private set; }

    internal void Read(int parallelism) => new BatchWorkers(this, table, parallelism, token).Run();

    /// <inheritdoc/>
    public bool TryFill(RowBatch batch)
    {
        batch.Clear();
        _records.Begin(batch);
        var firstRow = table.Rows + 1;
        while (!_isEnded)
        {
            var status = _records.Read();
            if (status is null && batch.RowCount > 0) break;
            if (status is null) _isEnded = !Fill();
            else if (status == ReadStatus.Record) _isEnded = !TryTake(batch);
            else End(status.Value);
        }

        if (_columns.Length != table.Columns.Count) _columns = [.. table.Columns];
        var offset = buffer.OffsetOf(0);
        batch.Complete(_records.Detach(), offset, firstRow, _columns);
        return batch.RowCount > 0;
    }

    /// <inheritdoc/>
    public void AddRows(RowBatch batch, CellUnescaper unescaper)
    {
        for (var i = 0; i < batch.Rows.Length; i++)
        {
            ref readonly var row = ref batch.Rows[i];
            if ((row.Traits & RecordTraits.InvalidUtf8) != 0) AddInvalidSequences(batch, i, unescaper);
            if (!table.Observers.IsIdle) AddToObservers(batch, i, unescaper);
            table.AddRowHash(Hash(batch, i, unescaper), batch.FirstRow + i, batch.Columns);
        }
    }

    private void AddToObservers(RowBatch batch, int row, CellUnescaper unescaper)
    {
        var first = batch.Rows[row].FirstCell;
        for (var i = 0; i < batch.WidthOf(row); i++) table.Observers.Add(i, batch.Value(batch.Cells[first + i], unescaper));
    }

    private bool Fill()
    {
        token.ThrowIfCancellationRequested();
        if (_records.TryFill())
        {
            _isPlain = TableAccumulator.Inspect(_records.Window) == RecordTraits.None;
            return true;
        }

        End(ReadStatus.RecordTooLong);
        return false;
    }

    private void End(ReadStatus status)
    {
        table.Gap ??= GapOf(status);
        _isEnded = true;
    }

    private bool TryTake(RowBatch batch)
    {
        if (_records.CellCount == 0)
        {
            _pendingBlanks++;
            return true;
        }

        if (!_isBegun)
        {
            _isBegun = true;
            _pendingBlanks = 0;
            if (TakeHeader())
            {
                batch.CellCount = _records.FirstCell;
                return true;
            }
        }

        return TryAddRow(batch);
    }

    private bool TakeHeader()
    {
        _width = _records.CellCount;
        HasHeader = settings.Header == HeaderMode.Present || (settings.Header == HeaderMode.Auto && !LooksLikeData());
        for (var i = 0; i < _width; i++)
        {
            var name = HasHeader ? Encoding.UTF8.GetString(_records.Value(i)).Trim() : TableAccumulator.NameOf(i);
            table.AddColumn(name, isDeclared: true);
        }

        if (!HasHeader) return false;
        var traits = TableAccumulator.Inspect(_records.Record);
        for (var i = 0; traits != RecordTraits.None && i < _width; i++)
        {
            if ((traits & RecordTraits.InvalidUtf8) != 0) table.AddInvalidSequences(_records.Value(i), table.Columns[i].Name, row: null, _records.OffsetOf(i));
            if ((traits & RecordTraits.Invisible) != 0) table.Columns[i].AddHazards(_records.Value(i), row: null, _records.OffsetOf(i));
        }

        AddSyntaxFlaws(traits, row: 0);
        return true;
    }

    /// <summary>A decimal or negative number or an address tells data at once; whole numbers may be years or code names, unless they are the majority.</summary>
    private bool LooksLikeData()
    {
        var (numbers, filled) = (0, 0);
        for (var i = 0; i < _width; i++)
        {
            var value = _records.Value(i).Trim(" "u8);
            if (value.IsEmpty) continue;
            filled++;
            var at = value.IndexOf((byte)'@');
            if (at > 0 && EmailAddress.Find(value, at) is not null) return true;
            if (!double.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out _) || char.IsAsciiLetter((char)value[^1])) continue;
            if (value[0] == (byte)'-' || value.Contains((byte)'.')) return true;
            numbers++;
        }

        return numbers * 2 > filled;
    }

    private bool TryAddRow(RowBatch batch)
    {
        var row = ++table.Rows;
        for (; _pendingBlanks > 0; _pendingBlanks--) table.BlankRows.Add(row, offset: null);
        var count = _records.CellCount;
        if (count != _width) (count < _width ? table.ShortRows : table.LongRows).Add(row, _records.Offset);
        while (table.Columns.Count < count) table.AddColumn(TableAccumulator.NameOf(table.Columns.Count), isDeclared: false);
        if (_records.Record.Length > settings.Limits.MaximumCellBytes && FindLongCell() is { } longCell)
        {
            var reason = $"a cell in column '{table.Columns[longCell].Name}' is longer than the limit of {settings.Limits.MaximumCellBytes} bytes (maximumCellBytes)";
            table.Gap = new(reason, row, _records.OffsetOf(longCell));
            batch.CellCount = _records.FirstCell;
            return false;
        }

        var traits = _isPlain ? RecordTraits.None : TableAccumulator.Inspect(_records.Record);
        batch.AddRow(new(_records.RecordStart, _records.RecordEnd, _records.FirstCell, _records.Syntax, traits));
        if (traits != RecordTraits.None || _records.Syntax != CellSyntax.Plain) AddSyntaxFlaws(traits, row);
        if (table.MalformedCount < settings.Limits.MaximumMalformedRecords) return table.Gap is null;
        table.Gap = new($"more malformed records than the limit of {settings.Limits.MaximumMalformedRecords} (maximumMalformedRecords)", row, _records.Offset);
        return false;
    }

    private int? FindLongCell()
    {
        for (var i = 0; i < _records.CellCount; i++)
        {
            if (_records.Value(i).Length > settings.Limits.MaximumCellBytes) return i;
        }

        return null;
    }

    private void AddInvalidSequences(RowBatch batch, int row, CellUnescaper unescaper)
    {
        var first = batch.Rows[row].FirstCell;
        for (var i = 0; i < batch.WidthOf(row); i++)
        {
            var cell = batch.Cells[first + i];
            table.AddInvalidSequences(batch.Value(cell, unescaper), batch.Columns[i].Name, batch.FirstRow + row, batch.Offset + cell.Start);
        }
    }

    private void AddSyntaxFlaws(RecordTraits traits, long row)
    {
        var syntax = _records.Syntax;
        if ((traits & RecordTraits.Nul) != 0) table.AddMalformed(MalformedKind.NulByte, row, _records.Offset + _records.Record.IndexOf((byte)0));
        if ((syntax & CellSyntax.TextAfterQuote) != 0) table.AddMalformed(MalformedKind.TextAfterClosingQuote, row, _records.Offset);
        else if ((syntax & CellSyntax.StrayQuote) != 0) table.AddMalformed(MalformedKind.StrayQuote, row, _records.Offset);
        if ((syntax & CellSyntax.Unterminated) == 0) return;
        table.AddMalformed(MalformedKind.UnterminatedQuote, row, _records.Offset);
        table.Gap = new("a quote that is never closed turns the rest of the file into one cell", row, _records.Offset);
    }

    /// <summary>The hash of the values: rows that differ only in quoting are equal.</summary>
    private UInt128 Hash(RowBatch batch, int index, CellUnescaper unescaper)
    {
        ref readonly var row = ref batch.Rows[index];
        var record = batch.Bytes.AsSpan(row.Start, row.End - row.Start);
        if ((row.Syntax & CellSyntax.Quoted) == 0) return RowHash.Of(record, table.HashKey);
        // Unquoted rows hash as they stand, so a quoted one is written the way an unquoted one would be, and quoted again only where that is impossible.
        var count = batch.WidthOf(index);
        var needed = (record.Length * 2) + count;
        if (_canonical.Length < needed) _canonical = new byte[needed];
        var length = 0;
        for (var i = 0; i < count; i++)
        {
            ref readonly var cell = ref batch.Cells[row.FirstCell + i];
            var value = batch.Value(cell, unescaper);
            if (i > 0) _canonical[length++] = delimiter;
            var needsQuotes = (cell.Syntax & CellSyntax.Quoted) != 0
                && (value.IndexOfAny(delimiter, (byte)'\n', (byte)'\r') >= 0 || value.StartsWith("\""u8));
            if (!needsQuotes)
            {
                value.CopyTo(_canonical.AsSpan(length));
                length += value.Length;
                continue;
            }

            _canonical[length++] = (byte)'"';
            foreach (var b in value)
            {
                if (b == (byte)'"') _canonical[length++] = b;
                _canonical[length++] = b;
            }

            _canonical[length++] = (byte)'"';
        }

        return RowHash.Of(_canonical.AsSpan(0, length), table.HashKey);
    }

    private ReadingGap? GapOf(ReadStatus status)
    {
        var reason = status switch
        {
            ReadStatus.RecordTooLong => $"a record is longer than the limit of {settings.Limits.MaximumRecordBytes} bytes (maximumRecordBytes)",
            ReadStatus.TooManyCells => $"a record has more cells than the limit of {settings.Limits.MaximumColumns} columns (maximumColumns)",
            _ => null,
        };
        return reason is null ? null : new(reason, table.Rows + 1, _records.Offset);
    }
}
