using System.Buffers;

namespace MlSecPol.Engine.Models.Pickle;

/// <summary>
/// A list of plain values in rented memory. Arrays that it outgrows are kept until it is disposed of, so that views taken before stay good.
/// </summary>
internal sealed class PooledList<T>(int capacity) : IDisposable
    where T : struct
{
    private T[] _entries = ArrayPool<T>.Shared.Rent(capacity);
    private List<T[]>? _outgrown;

    /// <summary>Number of entries.</summary>
    public int Count { get; private set; }

    /// <summary>An entry in its place.</summary>
    public ref T this[int index] => ref _entries.AsSpan(0, Count)[index];

    /// <summary>The entries from <paramref name="start"/> on.</summary>
    public ReadOnlyMemory<T> Slice(int start, int length) => _entries.AsMemory(start, length);

    /// <summary>Adds one entry.</summary>
    public void Add(T entry)
    {
        if (Count == _entries.Length) Grow(Count + 1);
        _entries[Count++] = entry;
    }

    /// <summary>Adds entries.</summary>
    public void Add(ReadOnlySpan<T> entries)
    {
        if (Count + entries.Length > _entries.Length) Grow(Count + entries.Length);
        entries.CopyTo(_entries.AsSpan(Count));
        Count += entries.Length;
    }

    /// <summary>Drops the entries from <paramref name="count"/> on.</summary>
    public void CutTo(int count) => Count = count;

    /// <inheritdoc/>
    public void Dispose()
    {
        ArrayPool<T>.Shared.Return(_entries);
        foreach (var array in _outgrown ?? []) ArrayPool<T>.Shared.Return(array);
        (_entries, _outgrown, Count) = ([], null, 0);
    }

    private void Grow(int needed)
    {
        var larger = ArrayPool<T>.Shared.Rent(Math.Max(needed, _entries.Length * 2));
        _entries.AsSpan(0, Count).CopyTo(larger);
        (_outgrown ??= []).Add(_entries);
        _entries = larger;
    }
}
