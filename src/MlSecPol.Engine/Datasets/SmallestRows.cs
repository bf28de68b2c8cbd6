namespace MlSecPol.Engine.Datasets;

/// <summary>Keeps the first few of many rows that come in any order, as many as findings tell.</summary>
internal sealed class SmallestRows
{
    private readonly SortedSet<long> _rows = [];

    /// <summary>The rows so far, ascending.</summary>
    internal IReadOnlyList<long> Rows => [.. _rows];

    internal void Add(long row)
    {
        if (_rows.Count == Occurrences.MaximumRows && row > _rows.Max) return;
        _rows.Add(row);
        if (_rows.Count > Occurrences.MaximumRows) _rows.Remove(_rows.Max);
    }
}
