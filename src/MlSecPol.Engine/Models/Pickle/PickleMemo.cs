namespace MlSecPol.Engine.Models.Pickle;

/// <summary>
/// The memo. Entries up to the limit are kept in a flat list; further ones only when they are imports or call results, so that
/// a flood of data does not make the machine forget what can be called.
/// </summary>
internal sealed class PickleMemo(int limit)
{
    private const CellKind Absent = (CellKind)byte.MaxValue;

    private readonly Dictionary<long, Cell> _sparse = [];
    private Cell[] _dense = new Cell[64];
    private int _denseEnd;
    private bool _isWidened;

    /// <summary>Number of different entries; MEMOIZE writes at this index.</summary>
    public long Count { get; private set; }

    /// <summary>Forgets everything.</summary>
    public void Clear()
    {
        _sparse.Clear();
        _denseEnd = 0;
        _isWidened = false;
        Count = 0;
    }

    /// <summary>Writes an entry; true when it stood there already.</summary>
    public bool Set(long index, Cell cell)
    {
        if (index < limit && index <= _denseEnd * 2L + 1024)
        {
            if (index >= _dense.Length) Array.Resize(ref _dense, (int)Math.Min(limit, Math.Max(index + 1, _dense.Length * 2L)));
            while (_denseEnd <= index) _dense[_denseEnd++] = _sparse.Remove(_denseEnd - 1, out var early) ? early : new Cell(Absent);
            var overwritten = _dense[index].Kind != Absent;
            _dense[index] = cell;
            if (!overwritten) Count++;
            return overwritten;
        }

        if (_sparse.ContainsKey(index))
        {
            _sparse[index] = cell;
            return true;
        }

        Count++;
        if (_sparse.Count < limit / 4 && (_sparse.Count < limit / 8 || cell.Kind is CellKind.Import or CellKind.Result)) _sparse.Add(index, cell);
        else _isWidened = true;
        return false;
    }

    /// <summary>Reads an entry; false when there is none. An entry that was not kept reads as unknown.</summary>
    public bool TryGet(long index, out Cell cell)
    {
        if (index < _denseEnd && _dense[index].Kind != Absent)
        {
            cell = _dense[index];
            return true;
        }

        if (_sparse.TryGetValue(index, out cell)) return true;
        cell = Cell.Unknown;
        return _isWidened && index >= _denseEnd;
    }
}
