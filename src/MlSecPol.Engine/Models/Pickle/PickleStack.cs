namespace MlSecPol.Engine.Models.Pickle;

/// <summary>
/// Stack and marks with the fences of CPython's C unpickler: nothing below the topmost mark can be popped.
/// Entries past the limit are counted but not kept and read as unknown.
/// </summary>
internal sealed class PickleStack(int limit) : IDisposable
{
    private readonly PooledList<long> _marks = new(32);
    private readonly PooledList<Cell> _cells = new(64);

    /// <summary>Number of entries.</summary>
    public long Height { get; private set; }

    /// <summary>Number of open marks that were counted; see <see cref="PushMark"/>.</summary>
    public bool HasMark => _marks.Count > 0;

    /// <summary>The entry at which the group of the topmost mark begins.</summary>
    public long Fence => _marks.Count > 0 ? _marks[_marks.Count - 1] : 0;

    /// <summary>Empties stack and marks.</summary>
    public void Clear()
    {
        Height = 0;
        _cells.CutTo(0);
        _marks.CutTo(0);
    }

    public void Push(Cell cell)
    {
        if (Height < limit)
        {
            _cells.CutTo((int)Height);
            _cells.Add(cell);
        }

        Height++;
    }

    public Cell this[long index]
    {
        get => index < limit ? _cells[(int)index] : Cell.Unknown;
        set
        {
            if (index < limit) _cells[(int)index] = value;
        }
    }

    /// <summary>Takes the top; false at the fence.</summary>
    public bool TryPop(out Cell cell)
    {
        if (Height <= Fence)
        {
            cell = default;
            return false;
        }

        cell = this[--Height];
        return true;
    }

    /// <summary>Opens a group; false when there are more open groups than entries may be kept.</summary>
    public bool PushMark()
    {
        if (_marks.Count >= limit) return false;
        _marks.Add(Height);
        return true;
    }

    /// <summary>Closes the topmost group and gives where it begins; false when none is open.</summary>
    public bool TryPopMark(out long start)
    {
        if (_marks.Count == 0)
        {
            start = 0;
            return false;
        }

        start = _marks[_marks.Count - 1];
        _marks.CutTo(_marks.Count - 1);
        return true;
    }

    /// <summary>The entries from <paramref name="start"/> on, as far as they are kept.</summary>
    public ReadOnlySpan<Cell> From(long start)
    {
        var kept = Math.Min(Height, limit);
        return start >= kept ? default : _cells.Slice((int)start, (int)(kept - start)).Span;
    }

    /// <summary>Drops all entries from <paramref name="start"/> on.</summary>
    public void CutTo(long start) => Height = start;

    /// <inheritdoc/>
    public void Dispose()
    {
        _marks.Dispose();
        _cells.Dispose();
    }
}
