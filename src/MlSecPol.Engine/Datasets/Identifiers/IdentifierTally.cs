using System.IO.Hashing;

namespace MlSecPol.Engine.Datasets.Identifiers;

/// <summary>Counts the candidates of one kind in a column.</summary>
internal sealed class IdentifierTally(IdentifierKind kind, int sampleCount)
{
    // Valid ones that may become a sample; masked, many look alike.
    private const int SampledValid = 32;

    private readonly OccurrenceCounter _places = new();
    private readonly List<string> _samples = [];
    private readonly HashSet<ulong> _distinct = [];
    private long _lastRow = -1;
    private int _distinctValid;
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
        if (_distinct.Count < IdentifierFacts.MaximumDistinct && _distinct.Add(XxHash3.HashToUInt64(text)) && isValid) _distinctValid++;
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
            DistinctCandidates = _distinct.Count,
            DistinctValid = _distinctValid,
            FirstRows = places.FirstRows,
            FirstOffset = places.FirstOffset,
            Samples = [.. _samples],
        };
    }
}
