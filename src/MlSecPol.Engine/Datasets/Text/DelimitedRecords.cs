using System.Runtime.CompilerServices;

namespace MlSecPol.Engine.Datasets.Text;

/// <summary>
/// Splits delimited text into records and cells by RFC 4180, and tolerates what people write: any delimiter, LF, CR or CRLF, quotes inside plain cells, text after a
/// closing quote. Allocates nothing per record; cells are windows on the buffer until it is filled again.
/// </summary>
internal sealed class DelimitedRecords
{
    private const byte Quote = (byte)'"';

    private readonly RecordBuffer _buffer;
    private readonly byte _delimiter;
    private readonly int _maximumCells;
    private readonly CellUnescaper _unescaper = new();
    private StructuralScanner _scanner;
    private RowBatch _batch = new();
    private int _firstCell;
    private bool _isPositioned;
    private int _recordEnd;

    internal DelimitedRecords(RecordBuffer buffer, byte delimiter, int maximumCells)
    {
        _buffer = buffer;
        _delimiter = delimiter;
        _maximumCells = maximumCells;
        _scanner = new(delimiter);
    }

    /// <summary>Number of cells of the record; a record without any byte has none.</summary>
    internal int CellCount => _batch.CellCount - _firstCell;

    /// <summary>The syntax of all cells of the record, combined.</summary>
    internal CellSyntax Syntax { get; private set; }

    /// <summary>The bytes of the record without its line end.</summary>
    internal ReadOnlySpan<byte> Record => _buffer.Bytes.AsSpan(_buffer.Start, _recordEnd - _buffer.Start);

    /// <summary>All bytes that are there from the record at hand on; a character may be cut at the end.</summary>
    internal ReadOnlySpan<byte> Window => _buffer.Bytes.AsSpan(_buffer.Start, _buffer.End - _buffer.Start);

    internal long? Offset => _buffer.OffsetOf(_buffer.Start);

    private int NextStart { get; set; }

    /// <summary>The cells of the record at hand among those of the batch.</summary>
    internal int FirstCell => _firstCell;

    /// <summary>Where the record begins in the window.</summary>
    internal int RecordStart => _buffer.Start;

    /// <summary>Where the record ends in the window, its line end left out.</summary>
    internal int RecordEnd => _recordEnd;

    /// <summary>Adds the cells of the next records to a batch, as long as they stand in the window that is there.</summary>
    internal void Begin(RowBatch batch)
    {
        _batch = batch;
        _firstCell = batch.CellCount;
    }

    /// <summary>Reads the next record behind the cells of those before.</summary>
    /// <returns>Null when it does not end within the window.</returns>
    internal ReadStatus? Read()
    {
        _firstCell = _batch.CellCount;
        _buffer.Start = NextStart;
        if (_buffer.Start == _buffer.End) return _buffer.IsLast ? ReadStatus.End : null;
        if (!_isPositioned) Position();
        if (TrySplit() is { } status) return status;
        // The window ends inside the record; it is split again from its start when there is more.
        _batch.CellCount = _firstCell;
        NextStart = _buffer.Start;
        _isPositioned = false;
        return null;
    }

    /// <summary>Reads on behind the record that does not end within the window.</summary>
    /// <returns>False when the record is as long as the limit allows and still goes on.</returns>
    internal bool TryFill()
    {
        if (!_buffer.TryFill()) return false;
        Position();
        return true;
    }

    /// <summary>Gives away the window with the records read so far; the next one begins a new window.</summary>
    internal byte[] Detach()
    {
        _buffer.Start = NextStart;
        var window = _buffer.Detach();
        Position();
        return window;
    }

    /// <summary>The value of a cell, quotes removed and doubled ones undone; valid until the next call.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal ReadOnlySpan<byte> Value(int index)
    {
        ref readonly var cell = ref _batch.Cells[_firstCell + index];
        var raw = _buffer.Bytes.AsSpan(cell.Start, cell.Length);
        return (cell.Syntax & CellSyntax.Escaped) == 0 ? raw : _unescaper.Unescape(raw);
    }

    /// <summary>Offset in the file at which the value of a cell begins; null where the text is transcoded.</summary>
    internal long? OffsetOf(int index) => _buffer.OffsetOf(_batch.Cells[_firstCell + index].Start);

    internal CellSyntax SyntaxOf(int index) => _batch.Cells[_firstCell + index].Syntax;

    private void Position()
    {
        _scanner.Reset(_buffer.Bytes, _buffer.Start, _buffer.End);
        NextStart = _buffer.Start;
        _isPositioned = true;
    }

    private ReadStatus? TrySplit()
    {
        var bytes = _buffer.Bytes;
        var cellStart = _buffer.Start;
        _batch.CellCount = _firstCell;
        Syntax = CellSyntax.Plain;
        var syntax = CellSyntax.Plain;
        while (true)
        {
            var position = _scanner.Next(bytes);
            if (position < 0)
            {
                if (!_buffer.IsLast) return null;
                return Finish(cellStart, _buffer.End, _buffer.End, syntax);
            }

            var structural = bytes[position];
            if (structural == _delimiter)
            {
                if (!TryAdd(cellStart, position, syntax)) return ReadStatus.TooManyCells;
                cellStart = position + 1;
                syntax = CellSyntax.Plain;
                continue;
            }

            if (structural != Quote)
            {
                var next = position + 1;
                if (structural == (byte)'\r')
                {
                    if (next == _buffer.End && !_buffer.IsLast) return null;
                    if (next < _buffer.End && bytes[next] == (byte)'\n') next = _scanner.Next(bytes) + 1;
                }

                return Finish(cellStart, position, next, syntax);
            }

            if (position != cellStart)
            {
                syntax |= CellSyntax.StrayQuote;
                continue;
            }

            var close = FindClosingQuote(bytes, ref syntax);
            if (close < 0)
            {
                if (!_buffer.IsLast) return null;
                return Finish(cellStart + 1, _buffer.End, _buffer.End, CellSyntax.Quoted | CellSyntax.Unterminated | (syntax & CellSyntax.Escaped));
            }

            var after = close + 1;
            if (after == _buffer.End && !_buffer.IsLast) return null;
            if (after < _buffer.End && bytes[after] != _delimiter && bytes[after] is not ((byte)'\n' or (byte)'\r'))
            {
                // Readers differ on such a cell; here it is taken as it stands, quotes included.
                syntax = CellSyntax.TextAfterQuote;
                continue;
            }

            var end = _scanner.Next(bytes);
            var isDelimiter = end >= 0 && bytes[end] == _delimiter;
            if (isDelimiter)
            {
                if (!TryAdd(cellStart + 1, close, syntax | CellSyntax.Quoted)) return ReadStatus.TooManyCells;
                cellStart = end + 1;
                syntax = CellSyntax.Plain;
                continue;
            }

            if (end < 0) return Finish(cellStart + 1, close, _buffer.End, syntax | CellSyntax.Quoted, close + 1);
            if (bytes[end] == (byte)'\r')
            {
                if (end + 1 == _buffer.End && !_buffer.IsLast) return null;
                if (end + 1 < _buffer.End && bytes[end + 1] == (byte)'\n') return Finish(cellStart + 1, close, _scanner.Next(bytes) + 1, syntax | CellSyntax.Quoted, end);
            }

            return Finish(cellStart + 1, close, end + 1, syntax | CellSyntax.Quoted, end);
        }
    }

    /// <summary>Position of the quote that closes the cell, or -1 when the window ends first.</summary>
    private int FindClosingQuote(byte[] bytes, ref CellSyntax syntax)
    {
        while (true)
        {
            var position = _scanner.Next(bytes);
            if (position < 0) return -1;
            if (bytes[position] != Quote) continue;
            if (position + 1 == _buffer.End) return _buffer.IsLast ? position : -1;
            if (bytes[position + 1] != Quote) return position;
            _scanner.Next(bytes);
            syntax |= CellSyntax.Escaped;
        }
    }

    private ReadStatus Finish(int cellStart, int cellEnd, int next, CellSyntax syntax, int? recordEnd = null)
    {
        _recordEnd = recordEnd ?? cellEnd;
        NextStart = next;
        // A line without any byte is a blank row, not a row with one empty cell.
        if (CellCount == 0 && _recordEnd == _buffer.Start) return ReadStatus.Record;
        return TryAdd(cellStart, cellEnd, syntax) ? ReadStatus.Record : ReadStatus.TooManyCells;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private bool TryAdd(int start, int end, CellSyntax syntax)
    {
        if (CellCount == _maximumCells) return false;
        _batch.AddCell(start, end - start, syntax);
        Syntax |= syntax;
        return true;
    }
}
