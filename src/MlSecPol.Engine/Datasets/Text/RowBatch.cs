using System.Buffers;
using System.Runtime.CompilerServices;

namespace MlSecPol.Engine.Datasets.Text;

/// <summary>Some hundred rows that stand in one window of the text: their bytes, and where rows and cells are. Used again and again.</summary>
internal sealed class RowBatch
{
    private Cell[] _cells = ArrayPool<Cell>.Shared.Rent(64);
    private RowPlace[] _rows = ArrayPool<RowPlace>.Shared.Rent(16);

    /// <summary>The window.</summary>
    internal byte[] Bytes { get; private set; } = [];

    /// <summary>Offset in the file of the first byte of the window; null where the text is transcoded.</summary>
    internal long? Offset { get; private set; }

    /// <summary>Number of the first row, from 1.</summary>
    internal long FirstRow { get; private set; }

    /// <summary>The columns that there are as far as this batch goes.</summary>
    internal ColumnAccumulator[] Columns { get; private set; } = [];

    internal int CellCount { get; set; }

    internal int RowCount { get; private set; }

    internal Cell[] Cells => _cells;

    internal ReadOnlySpan<RowPlace> Rows => _rows.AsSpan(0, RowCount);

    /// <summary>Whether no row needs a second look.</summary>
    internal bool IsPlain { get; private set; }

    internal void Clear()
    {
        (CellCount, RowCount, IsPlain) = (0, 0, true);
    }

    /// <summary>Binds the rows gathered so far to their bytes.</summary>
    internal void Complete(byte[] bytes, long? offset, long firstRow, ColumnAccumulator[] columns) => (Bytes, Offset, FirstRow, Columns) = (bytes, offset, firstRow, columns);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal void AddCell(int start, int length, CellSyntax syntax)
    {
        if (CellCount == _cells.Length) Grow(ref _cells);
        _cells[CellCount++] = new(start, length, syntax);
    }

    internal void AddRow(RowPlace row)
    {
        if (RowCount == _rows.Length) Grow(ref _rows);
        _rows[RowCount++] = row;
        IsPlain &= row.Traits == RecordTraits.None;
    }

    /// <summary>Number of cells of a row.</summary>
    internal int WidthOf(int row) => (row + 1 < RowCount ? _rows[row + 1].FirstCell : CellCount) - _rows[row].FirstCell;

    /// <summary>The value of a cell.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal ReadOnlySpan<byte> Value(in Cell cell, CellUnescaper unescaper)
    {
        var raw = Bytes.AsSpan(cell.Start, cell.Length);
        return (cell.Syntax & CellSyntax.Escaped) == 0 ? raw : unescaper.Unescape(raw);
    }

    /// <summary>Gives the memory back; the batch is of no use afterwards.</summary>
    internal void Release()
    {
        ArrayPool<Cell>.Shared.Return(_cells);
        ArrayPool<RowPlace>.Shared.Return(_rows);
        (_cells, _rows) = ([], []);
    }

    private static void Grow<T>(ref T[] items)
    {
        var larger = ArrayPool<T>.Shared.Rent(items.Length * 2);
        items.CopyTo(larger, 0);
        ArrayPool<T>.Shared.Return(items);
        items = larger;
    }
}
