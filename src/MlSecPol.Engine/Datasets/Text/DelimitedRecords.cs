using System.Runtime.CompilerServices;

namespace MlSecPol.Engine.Datasets.Text;

/// <summary>
/// Splits delimited text into records and cells by RFC 4180, and tolerates what people write: any delimiter, LF, CR or CRLF, quotes inside plain cells, text after a
/// closing quote. Allocates nothing per record; cells are windows on the buffer until the next record is read.
/// </summary>
internal sealed class DelimitedRecords
{
    private const byte Quote = (byte)'"';

    private readonly RecordBuffer _buffer;
    private readonly byte _delimiter;
    private readonly int _maximumCells;
    private StructuralScanner _scanner;
    private Cell[] _cells = new Cell[64];
    private byte[] _unescaped = [];
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
    internal int CellCount { get; private set; }

    /// <summary>The syntax of all cells of the record, combined.</summary>
    internal CellSyntax Syntax { get; private set; }

    /// <summary>The bytes of the record without its line end.</summary>
    internal ReadOnlySpan<byte> Record => _buffer.Bytes.AsSpan(_buffer.Start, _recordEnd - _buffer.Start);

    internal long? Offset => _buffer.OffsetOf(_buffer.Start);

    private int NextStart { get; set; }

    /// <summary>Reads the next record.</summary>
    internal ReadStatus Read()
    {
        _buffer.Start = NextStart;
        while (true)
        {
            if (!_isPositioned)
            {
                _scanner.Reset(_buffer.Bytes, _buffer.Start, _buffer.End);
                _isPositioned = true;
            }

            if (_buffer.Start < _buffer.End || _buffer.IsLast)
            {
                if (_buffer.Start == _buffer.End) return ReadStatus.End;
                if (TrySplit() is { } status) return status;
            }

            // The record goes on beyond the window: have more of it and split it again from its start.
            if (!_buffer.TryFill()) return ReadStatus.RecordTooLong;
            _isPositioned = false;
        }
    }

    /// <summary>The value of a cell, quotes removed and doubled ones undone; valid until the next call.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal ReadOnlySpan<byte> Value(int index)
    {
        ref readonly var cell = ref _cells[index];
        var raw = _buffer.Bytes.AsSpan(cell.Start, cell.Length);
        return (cell.Syntax & CellSyntax.Escaped) == 0 ? raw : Unescape(raw);
    }

    /// <summary>Offset in the file at which the value of a cell begins; null where the text is transcoded.</summary>
    internal long? OffsetOf(int index) => _buffer.OffsetOf(_cells[index].Start);

    internal CellSyntax SyntaxOf(int index) => _cells[index].Syntax;

    private ReadStatus? TrySplit()
    {
        var bytes = _buffer.Bytes;
        var cellStart = _buffer.Start;
        CellCount = 0;
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
        if (CellCount == _cells.Length) Grow();
        _cells[CellCount++] = new(start, end - start, syntax);
        Syntax |= syntax;
        return true;
    }

    private void Grow() => Array.Resize(ref _cells, _cells.Length * 2);

    private ReadOnlySpan<byte> Unescape(ReadOnlySpan<byte> raw)
    {
        if (_unescaped.Length < raw.Length) _unescaped = new byte[Math.Max(raw.Length, 256)];
        var length = 0;
        while (true)
        {
            var quote = raw.IndexOf(Quote);
            if (quote < 0 || quote + 1 >= raw.Length)
            {
                raw.CopyTo(_unescaped.AsSpan(length));
                return _unescaped.AsSpan(0, length + raw.Length);
            }

            raw[..(quote + 1)].CopyTo(_unescaped.AsSpan(length));
            length += quote + 1;
            raw = raw[(quote + (raw[quote + 1] == Quote ? 2 : 1))..];
        }
    }

    private readonly record struct Cell(int Start, int Length, CellSyntax Syntax);
}
