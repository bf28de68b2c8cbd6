namespace MlSecPol.Engine.Datasets.Learning;

/// <summary>The cells of one row, held together until the row is complete.</summary>
internal sealed class RowCells
{
    private readonly List<(int Column, int Start, int Length)> _cells = [];
    private byte[] _bytes = new byte[256];
    private int _used;

    /// <summary>Bytes of all values.</summary>
    internal int Length => _used;

    internal void Clear()
    {
        _cells.Clear();
        _used = 0;
    }

    internal void Add(int column, ReadOnlySpan<byte> value)
    {
        if (_used + value.Length > _bytes.Length) Array.Resize(ref _bytes, Math.Max(_bytes.Length * 2, _used + value.Length));
        value.CopyTo(_bytes.AsSpan(_used));
        _cells.Add((column, _used, value.Length));
        _used += value.Length;
    }

    /// <summary>The first value of a column; nothing when the row has none.</summary>
    internal ReadOnlySpan<byte> Value(int column)
    {
        // Rows of delimited text have their cells in order.
        if (column < _cells.Count && _cells[column].Column == column) return ValueAt(column);
        for (var i = 0; i < _cells.Count; i++)
        {
            if (_cells[i].Column == column) return ValueAt(i);
        }

        return default;
    }

    private ReadOnlySpan<byte> ValueAt(int index) => _bytes.AsSpan(_cells[index].Start, _cells[index].Length);
}
