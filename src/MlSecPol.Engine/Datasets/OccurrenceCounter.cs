namespace MlSecPol.Engine.Datasets;

/// <summary>Counts places while reading; turns into <see cref="Occurrences"/> at the end.</summary>
internal sealed class OccurrenceCounter
{
    private readonly List<long> _rows = new(Occurrences.MaximumRows);
    private long? _offset;
    private string? _sample;

    internal long Count { get; private set; }

    /// <summary>Whether the next place would be the first; its sample is worth making then.</summary>
    internal bool IsFirst => Count == 0;

    internal void Add(long? row, long? offset, string? sample = null)
    {
        if (IsFirst) (_offset, _sample) = (offset, sample);
        Count++;
        if (row is { } number && _rows.Count < Occurrences.MaximumRows && (_rows.Count == 0 || _rows[^1] != number)) _rows.Add(number);
    }

    internal Occurrences ToFacts() => Count == 0 ? Occurrences.None : new(Count, [.. _rows], _offset, _sample);
}
