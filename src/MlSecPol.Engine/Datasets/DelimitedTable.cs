using System.Globalization;
using System.IO.Hashing;
using System.Runtime.InteropServices;
using System.Text;
using MlSecPol.Engine.Datasets.Identifiers;
using MlSecPol.Engine.Datasets.Text;

namespace MlSecPol.Engine.Datasets;

/// <summary>Feeds the records of delimited text to a table.</summary>
internal sealed class DelimitedTable(RecordBuffer buffer, byte delimiter, TableAccumulator table, DatasetSettings settings, CancellationToken token)
{
    private readonly DelimitedRecords _records = new(buffer, delimiter, settings.Limits.MaximumColumns);
    private byte[] _canonical = [];
    private int _width;

    // Blank lines count only when rows follow them: many files end in some.
    private long _pendingBlanks;

    internal bool HasHeader { get; private set; }

    internal void Read()
    {
        var isFirst = true;
        while (true)
        {
            var status = _records.Read();
            if (status != ReadStatus.Record)
            {
                table.Gap ??= GapOf(status);
                return;
            }

            token.ThrowIfCancellationRequested();
            if (_records.CellCount == 0)
            {
                _pendingBlanks++;
                continue;
            }

            if (isFirst)
            {
                isFirst = false;
                _pendingBlanks = 0;
                if (TakeHeader()) continue;
            }

            if (!TryAddRow()) return;
        }
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

    private bool TryAddRow()
    {
        var row = ++table.Rows;
        for (; _pendingBlanks > 0; _pendingBlanks--) table.BlankRows.Add(row, offset: null);
        var count = _records.CellCount;
        if (count != _width) (count < _width ? table.ShortRows : table.LongRows).Add(row, _records.Offset);
        while (table.Columns.Count < count) table.AddColumn(TableAccumulator.NameOf(table.Columns.Count), isDeclared: false);
        var traits = TableAccumulator.Inspect(_records.Record);
        var columns = CollectionsMarshal.AsSpan(table.Columns);
        for (var i = 0; i < count; i++)
        {
            var value = _records.Value(i);
            if (value.Length > settings.Limits.MaximumCellBytes)
            {
                var reason = $"a cell in column '{columns[i].Name}' is longer than the limit of {settings.Limits.MaximumCellBytes} bytes (maximumCellBytes)";
                table.Gap = new(reason, row, _records.OffsetOf(i));
                return false;
            }

            var offset = _records.OffsetOf(i);
            columns[i].Add(value, row, offset);
            if (traits == RecordTraits.None) continue;
            if ((traits & RecordTraits.InvalidUtf8) != 0) table.AddInvalidSequences(value, columns[i].Name, row, offset);
            if ((traits & RecordTraits.Invisible) != 0) columns[i].AddHazards(value, row, offset);
        }

        AddSyntaxFlaws(traits, row);
        table.AddRowHash(Hash(), row);
        if (table.MalformedCount < settings.Limits.MaximumMalformedRecords) return true;
        table.Gap = new($"more malformed records than the limit of {settings.Limits.MaximumMalformedRecords} (maximumMalformedRecords)", row, _records.Offset);
        return false;
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
    private UInt128 Hash()
    {
        if ((_records.Syntax & CellSyntax.Quoted) == 0) return XxHash128.HashToUInt128(_records.Record, table.HashKey);
        // Unquoted rows hash as they stand, so a quoted one is written the way an unquoted one would be, and quoted again only where that is impossible.
        var needed = (_records.Record.Length * 2) + _records.CellCount;
        if (_canonical.Length < needed) _canonical = new byte[needed];
        var length = 0;
        for (var i = 0; i < _records.CellCount; i++)
        {
            var value = _records.Value(i);
            if (i > 0) _canonical[length++] = delimiter;
            var needsQuotes = (_records.SyntaxOf(i) & CellSyntax.Quoted) != 0
                && (value.IndexOfAny(delimiter, (byte)'\n', (byte)'\r') >= 0 || value.StartsWith("\""u8));
            if (needsQuotes) _canonical[length++] = (byte)'"';
            if (needsQuotes)
            {
                foreach (var b in value)
                {
                    if (b == (byte)'"') _canonical[length++] = b;
                    _canonical[length++] = b;
                }
            }
            else
            {
                value.CopyTo(_canonical.AsSpan(length));
                length += value.Length;
            }

            if (needsQuotes) _canonical[length++] = (byte)'"';
        }

        return XxHash128.HashToUInt128(_canonical.AsSpan(0, length), table.HashKey);
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
