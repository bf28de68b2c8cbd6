namespace MlSecPol.Engine.Models.Pickle;

/// <summary>
/// Containers and call results of one run, as indices into flat lists. Items past <see cref="KeptItems"/> of a container are counted, not kept;
/// past the node limit new containers and results are widened to an index of -1.
/// </summary>
internal sealed class PickleHeap(int limit) : IDisposable
{
    /// <summary>Items of one container that are kept; longer ones cannot take part in folding.</summary>
    public const int KeptItems = 256;

    private readonly PooledList<Container> _containers = new(64);
    private readonly PooledList<Chunk> _chunks = new(64);
    private readonly PooledList<CallResult> _results = new(32);
    // Items are written once and never change, so that a slice stays good when the list grows.
    private readonly PooledList<Cell> _items = new(128);
    private readonly List<string> _texts = [];
    private readonly List<byte[]> _blobs = [];
    private long _foldedBytes;

    /// <summary>Whether more than half of the nodes are used up.</summary>
    public bool IsHalfFull => Used > limit / 2;

    private int Used => _containers.Count + _chunks.Count + _items.Count + _results.Count;

    private bool IsFull => Used >= limit;

    /// <summary>Forgets everything.</summary>
    public void Clear()
    {
        _containers.CutTo(0);
        _chunks.CutTo(0);
        _items.CutTo(0);
        _results.CutTo(0);
        _texts.Clear();
        _blobs.Clear();
        _foldedBytes = 0;
    }

    /// <summary>A new container with the given items.</summary>
    public Cell NewContainer(CellKind kind, ReadOnlySpan<Cell> items = default)
    {
        if (IsFull) return new Cell(kind, -1);
        _containers.Add(new Container(-1, -1, 0));
        var cell = new Cell(kind, _containers.Count - 1);
        Append(cell, items);
        return cell;
    }

    /// <summary>Adds items to a container.</summary>
    public void Append(Cell container, ReadOnlySpan<Cell> added)
    {
        if (!IsKept(container) || added.IsEmpty) return;
        ref var target = ref _containers[container.Index];
        var room = (int)Math.Clamp(KeptItems - target.Count, 0, added.Length);
        target.Count += added.Length;
        if (room == 0 || IsFull) return;
        _chunks.Add(new Chunk(_items.Count, room, -1));
        _items.Add(added[..room]);
        if (target.First < 0) target.First = _chunks.Count - 1;
        else _chunks[target.Last].Next = _chunks.Count - 1;
        target.Last = _chunks.Count - 1;
    }

    /// <summary>The kept items of a container, at most so many; whether they are all of them is the second answer.</summary>
    public (ReadOnlyMemory<Cell> Items, bool Complete) Items(Cell container, int most = KeptItems)
    {
        if (!IsKept(container)) return (default, false);
        var c = _containers[container.Index];
        if (c.First == c.Last) return (FirstChunk(c), c.First < 0 ? c.Count == 0 : _chunks[c.First].Count == c.Count);
        var kept = new Cell[Math.Min(c.Count, most)];
        var count = 0;
        for (var chunk = c.First; chunk >= 0 && count < kept.Length; chunk = _chunks[chunk].Next)
        {
            var items = _items.Slice(_chunks[chunk].Start, Math.Min(_chunks[chunk].Count, kept.Length - count)).Span;
            items.CopyTo(kept.AsSpan(count));
            count += items.Length;
        }

        return (kept.AsMemory(0, count), count == c.Count);
    }

    /// <summary>The items that a container got first, without copying; empty for widened ones.</summary>
    public ReadOnlySpan<Cell> FirstItems(Cell container) => IsKept(container) ? FirstChunk(_containers[container.Index]).Span : default;

    /// <summary>Number of items, kept or not; -1 for widened containers.</summary>
    public long Count(Cell container) => IsKept(container) ? _containers[container.Index].Count : -1;

    /// <summary>The value under a text key of a dictionary; the last one wins, as it does when the dictionary is filled.</summary>
    public Cell? Find(Cell dictionary, string key, Func<Cell, string?> text)
    {
        var (items, _) = Items(dictionary);
        var span = items.Span;
        for (var i = span.Length / 2 * 2 - 2; i >= 0; i -= 2)
        {
            if (text(span[i]) == key) return span[i + 1];
        }

        return null;
    }

    /// <summary>What a call gives.</summary>
    public Cell NewResult(Cell callee, Cell arguments, int classImport)
    {
        if (IsFull) return new Cell(CellKind.Result, -1, classImport);
        _results.Add(new CallResult(callee, arguments, Cell.None));
        return new Cell(CellKind.Result, _results.Count - 1, classImport);
    }

    /// <summary>Callee, arguments and last state of a call result; unknown for widened ones.</summary>
    public CallResult Result(Cell result) => result.Index < 0 ? new CallResult(Cell.Unknown, Cell.Unknown, Cell.Unknown) : _results[result.Index];

    /// <summary>Remembers the state that BUILD gave.</summary>
    public void SetState(Cell result, Cell state)
    {
        if (result.Index >= 0) _results[result.Index].State = state;
    }

    /// <summary>Replaces the arguments, for an object that takes them from its state.</summary>
    public void SetArguments(Cell result, Cell arguments)
    {
        if (result.Index >= 0) _results[result.Index].Arguments = arguments;
    }

    /// <summary>Text that does not stand in the content as such; unknown when too much of it was made.</summary>
    public Cell NewText(string text, int budget)
    {
        if ((_foldedBytes += text.Length * 2L) > budget) return Cell.Unknown;
        _texts.Add(text);
        return new Cell(CellKind.Text, _texts.Count - 1);
    }

    /// <summary>Bytes that do not stand in the content as such; unknown when too many of them were made.</summary>
    public Cell NewBlob(byte[] bytes, int budget)
    {
        if ((_foldedBytes += bytes.Length) > budget) return Cell.Unknown;
        _blobs.Add(bytes);
        return new Cell(CellKind.Blob, _blobs.Count - 1);
    }

    /// <summary>The text of a <see cref="CellKind.Text"/>.</summary>
    public string Text(Cell text) => _texts[text.Index];

    /// <summary>The bytes of a <see cref="CellKind.Blob"/>.</summary>
    public byte[] Blob(Cell blob) => _blobs[blob.Index];

    /// <inheritdoc/>
    public void Dispose()
    {
        _containers.Dispose();
        _chunks.Dispose();
        _results.Dispose();
        _items.Dispose();
    }

    private static bool IsKept(Cell cell) => cell.IsContainer && cell.Index >= 0;

    private ReadOnlyMemory<Cell> FirstChunk(Container container) =>
        container.First < 0 ? default : _items.Slice(_chunks[container.First].Start, _chunks[container.First].Count);

    private struct Container(int first, int last, long count)
    {
        public int First = first;
        public int Last = last;
        public long Count = count;
    }

    private struct Chunk(int start, int count, int next)
    {
        public readonly int Start = start;
        public readonly int Count = count;
        public int Next = next;
    }

    /// <summary>What the machine keeps of a call.</summary>
    internal struct CallResult(Cell callee, Cell arguments, Cell state)
    {
        public readonly Cell Callee = callee;
        public Cell Arguments = arguments;
        public Cell State = state;
    }
}
