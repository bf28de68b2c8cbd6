namespace MlSecPol.Engine.Datasets.Identifiers;

/// <summary>Counts the candidates of one kind in a column.</summary>
internal sealed class IdentifierTally(IdentifierKind kind, int sampleCount)
{
    // Valid ones that may become a sample; masked, many look alike.
    private const int SampledValid = 32;

    private readonly OccurrenceCounter _places = new();
    private readonly List<string> _samples = [];
    private long _lastRow = -1;
    // Only kinds that are held against chance need to know how many different ones there are.
    private readonly LinearCounter? _distinct = IdentifierJudge.IsHeldAgainstChance(kind) ? new() : null;
    private readonly LinearCounter? _distinctValid = IdentifierJudge.IsHeldAgainstChance(kind) ? new() : null;
    private long _candidates;
    private long _valid;
    private long _cells;
    private long _whole;
    private long _grouped;

    internal long Verified { get; private set; }

    internal void AddUnverified() => _candidates++;

    internal void Add(ReadOnlySpan<byte> text, bool isValid, bool isWhole, bool isGrouped, long row, long? offset)
    {
        _candidates++;
        Verified++;
        _distinct?.Add(text);
        if (isValid) _distinctValid?.Add(text);
        if (!isValid) return;
        _valid++;
        if (isWhole) _whole++;
        if (isGrouped) _grouped++;
        if (row != _lastRow)
        {
            _lastRow = row;
            _cells++;
            _places.Add(row, offset);
        }

        if (_samples.Count >= sampleCount || _valid > SampledValid) return;
        var sample = IdentifierMask.Apply(kind, text);
        if (!_samples.Contains(sample, StringComparer.Ordinal)) _samples.Add(sample);
    }

    internal IdentifierFacts ToFacts()
    {
        var places = _places.ToFacts();
        return new()
        {
            Kind = kind,
            Candidates = _candidates,
            Verified = Verified,
            Valid = _valid,
            Cells = _cells,
            Whole = _whole,
            Grouped = _grouped,
            DistinctCandidates = _distinct?.Estimate() ?? 0,
            DistinctValid = _distinctValid?.Estimate() ?? 0,
            FirstRows = places.FirstRows,
            FirstOffset = places.FirstOffset,
            Samples = [.. _samples],
        };
    }
}
