namespace MlSecPol.Engine.Models.Pickle;

/// <summary>
/// The memo. Entries up to the limit are kept in a flat list; further ones only when they are imports or call results, so that
/// a flood of data does not make the machine forget what can be called.
/// </summary>
internal sealed class PickleMemo(int limit) : IDisposable
{
    private const CellKind Absent = (CellKind)byte.MaxValue;

    private readonly Dictionary<long, Cell> _sparse = [];
    private readonly PooledList<Cell> _dense = new(64);
    private bool _isWidened;

    /// <summary>Number of different entries; MEMOIZE writes at this index.</summary>
    public long Count { get; private set; }

    /// <summary>Forgets everything.</summary>
    public void Clear()
    {
        _sparse.Clear();
        _dense.CutTo(0);
        _isWidened = false;
        Count = 0;
    }

    /// <summary>Writes an entry; true when it stood there already.</summary>
    public bool Set(long index, Cell cell)
    {
        if (index < limit && index <= _dense.Count * 2L + 1024)
        {
            while (_dense.Count <= index) _dense.Add(_sparse.Remove(_dense.Count, out var early) ? early : new Cell(Absent));
            ref var entry = ref _dense[(int)index];
            var overwritten = entry.Kind != Absent;
            entry = cell;
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
        if (index < _dense.Count && _dense[(int)index].Kind != Absent)
        {
            cell = _dense[(int)index];
            return true;
        }

        if (_sparse.TryGetValue(index, out cell)) return true;
        cell = Cell.Unknown;
        return _isWidened && index >= _dense.Count;
    }

    /// <inheritdoc/>
    public void Dispose() => _dense.Dispose();
}
