namespace MlSecPol.Engine.Datasets.Learning;

/// <summary>
/// A sample of the rows in which each has the same chance: those whose numbers have the smallest hashes. The same file gives the same sample.
/// </summary>
internal sealed class RowSample(int size)
{
    private readonly PriorityQueue<SampledRow, ulong> _rows = new(Comparer<ulong>.Create(static (a, b) => b.CompareTo(a)));

    internal IReadOnlyList<SampledRow> Rows => [.. _rows.UnorderedItems.Select(r => r.Element).OrderBy(r => r.Row)];

    /// <summary>The place of a row in the order of hashes.</summary>
    internal static ulong RankOf(long row) => ValueHash.Of(BitConverter.GetBytes(row));

    /// <summary>Whether a row of this rank belongs to the sample so far.</summary>
    internal bool Wants(ulong rank) => _rows.Count < size || (_rows.TryPeek(out _, out var highest) && rank < highest);

    internal void Add(SampledRow row, ulong rank)
    {
        if (_rows.Count < size) _rows.Enqueue(row, rank);
        else _rows.EnqueueDequeue(row, rank);
    }
}
