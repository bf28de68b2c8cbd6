namespace MlSecPol.Engine.Datasets.Learning;

/// <summary>Finds rows whose features are the same and whose labels are not.</summary>
internal sealed class LabelConflicts : IDisposable
{
    private readonly int _rowsInMemory;
    private readonly HashPartitions _partitions;

    internal LabelConflicts(int rowsInMemory)
    {
        _rowsInMemory = rowsInMemory;
        _partitions = new(rowsInMemory, new FirstOfEach().Keep);
    }

    internal void Add(UInt128 features, ulong label, long row) => _partitions.Add(features, new(features, row, (int)(label >> 40)));

    /// <summary>Compares all.</summary>
    /// <returns>Groups of rows with equal features and different labels, the first rows of them, and why not all were compared, or null.</returns>
    internal (long Groups, IReadOnlyList<long> FirstRows, string? Gap) Compare(CancellationToken token)
    {
        var groups = 0L;
        var first = new SmallestRows();
        string? gap = null;
        var entries = new List<HashEntry>();
        for (var partition = 0; partition < HashPartitions.Count && gap is null; partition++)
        {
            token.ThrowIfCancellationRequested();
            entries.Clear();
            _partitions.Read(partition, piece =>
            {
                entries.AddRange(piece);
                return entries.Count <= _rowsInMemory;
            });
            if (entries.Count > _rowsInMemory) gap = $"there are more rows than duplicateRowsInMemory ({_rowsInMemory}) allows, about {HashPartitions.Count} times as many";
            entries.Sort(static (a, b) => a.Untagged != b.Untagged ? a.Untagged.CompareTo(b.Untagged) : a.Row.CompareTo(b.Row));
            for (var start = 0; start < entries.Count;)
            {
                var end = start + 1;
                while (end < entries.Count && entries[end].Untagged == entries[start].Untagged) end++;
                var differing = entries.FindIndex(start, end - start, e => e.Tag != entries[start].Tag);
                if (differing >= 0)
                {
                    groups++;
                    first.Add(entries[start].Row);
                    first.Add(entries[differing].Row);
                }

                start = end;
            }
        }

        return (groups, first.Rows, gap);
    }

    public void Dispose() => _partitions.Dispose();
}
