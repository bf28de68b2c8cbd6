namespace MlSecPol.Engine.Datasets;

/// <summary>Finds rows that repeat an earlier one by their hashes. Exact but for collisions of 96 bits of a keyed hash.</summary>
internal sealed class DuplicateRows : IDisposable
{
    private readonly int _rowsInMemory;
    private readonly HashPartitions _partitions;
    private readonly HashSet128 _different = new();
    private readonly SmallestRows _first = new();
    private long _count;

    internal DuplicateRows(int rowsInMemory)
    {
        _rowsInMemory = rowsInMemory;
        _partitions = new(rowsInMemory, DropRepeated);
    }

    internal void Add(UInt128 hash, long row) => _partitions.Add(hash, new(hash, row));

    /// <summary>Compares what is left and gives the sum.</summary>
    internal DuplicateFacts ToFacts(CancellationToken token)
    {
        string? gap = null;
        for (var partition = 0; partition < HashPartitions.Count && gap is null; partition++)
        {
            token.ThrowIfCancellationRequested();
            _different.Clear();
            _partitions.Read(partition, entries =>
            {
                CountRepeated(entries);
                return _different.Count <= _rowsInMemory;
            });
            if (_different.Count > _rowsInMemory)
                gap = $"there are more different rows than duplicateRowsInMemory ({_rowsInMemory}) allows, about {HashPartitions.Count} times as many";
        }

        return new(_count, _first.Rows, gap);
    }

    public void Dispose() => _partitions.Dispose();

    private int DropRepeated(Span<HashEntry> entries)
    {
        _different.Clear();
        return CountRepeated(entries);
    }

    /// <summary>Counts the rows that are among the different ones already, and moves the others to the front.</summary>
    private int CountRepeated(Span<HashEntry> entries)
    {
        var kept = 0;
        foreach (var entry in entries)
        {
            if (_different.Add(entry.Hash)) entries[kept++] = entry;
            else Count(entry.Row);
        }

        return kept;
    }

    private void Count(long row)
    {
        _count++;
        _first.Add(row);
    }
}
