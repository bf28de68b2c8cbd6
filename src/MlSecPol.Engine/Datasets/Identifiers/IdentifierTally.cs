namespace MlSecPol.Engine.Datasets.Identifiers;

/// <summary>
/// Counts the candidates of one kind in a column. The tally of a later part merges into it exactly: what depends on the order of candidates is kept with their places.
/// </summary>
internal sealed class IdentifierTally(IdentifierKind kind, int sampleCount, int limit = int.MaxValue)
{
    // Valid ones that may become a sample; masked, many look alike.
    private const int SampledValid = 32;

    private readonly List<(long Candidate, long Row)> _rows = new(Occurrences.MaximumRows);
    private readonly List<(long Candidate, long Valid, string Text)> _samples = [];

    // Only kinds that are held against chance need to know how many different ones there are.
    private readonly LinearCounter? _distinct = IdentifierJudge.IsHeldAgainstChance(kind) && kind is not TokenKind { NeedsContext: false } ? new() : null;
    private readonly LinearCounter? _distinctValid = IdentifierJudge.IsHeldAgainstChance(kind) ? new() : null;

    // Where there is a limit, what was seen of each of the first candidates: a merge cuts the later ones.
    private readonly List<Sighting>? _verified = limit == int.MaxValue ? null : [];

    private long _lastRow = -1;
    private long? _firstOffset;
    private long _candidates;
    private Counts _counts;

    internal IdentifierKind Kind => kind;

    /// <summary>Whether further candidates are counted only.</summary>
    internal bool IsFull => _counts.Verified >= limit;

    internal void AddUnverified() => _candidates++;

    internal void Add(ReadOnlySpan<byte> text, Sighting sighting, long row, long? offset)
    {
        var candidate = _counts.Verified;
        _candidates++;
        var isValid = (sighting & Sighting.Valid) != 0;
        if (isValid && row != _lastRow)
        {
            _lastRow = row;
            sighting |= Sighting.NewCell;
            if (_rows.Count == 0) _firstOffset = offset;
            if (_rows.Count < Occurrences.MaximumRows) _rows.Add((candidate, row));
        }

        _counts.Add(sighting);
        _verified?.Add(sighting);
        _distinct?.Add(text);
        if (!isValid) return;
        _distinctValid?.Add(text);
        if (_samples.Count >= sampleCount || _counts.Valid > SampledValid) return;
        AddSample(candidate, _counts.Valid, IdentifierMask.Apply(kind, text));
    }

    /// <summary>Adds what a later part has seen, whose rows are counted from <paramref name="rows"/> on.</summary>
    internal void Merge(IdentifierTally later, long rows)
    {
        var (candidates, valid) = (_counts.Verified, _counts.Valid);
        var taken = Math.Min(later._counts.Verified, limit - candidates);
        _candidates += later._candidates;
        if (_rows.Count == 0 && later._rows.Count > 0 && later._rows[0].Candidate < taken) _firstOffset = later._firstOffset;
        foreach (var (candidate, row) in later._rows)
        {
            if (candidate < taken && _rows.Count < Occurrences.MaximumRows) _rows.Add((candidates + candidate, rows + row));
        }

        foreach (var (candidate, ordinal, text) in later._samples)
        {
            if (candidate < taken && _samples.Count < sampleCount && valid + ordinal <= SampledValid) AddSample(candidates + candidate, valid + ordinal, text);
        }

        if (later._lastRow >= 0) _lastRow = rows + later._lastRow;
        _distinct?.Merge(later._distinct!);
        _distinctValid?.Merge(later._distinctValid!);
        if (_verified is null)
        {
            _counts.Add(later._counts);
            return;
        }

        foreach (var sighting in later._verified!.Take((int)taken))
        {
            _verified.Add(sighting);
            _counts.Add(sighting);
        }
    }

    internal IdentifierFacts ToFacts() => new()
    {
        Kind = kind,
        Candidates = _candidates,
        Verified = _counts.Verified,
        Valid = _counts.Valid,
        Cells = _counts.Cells,
        Whole = _counts.Whole,
        Grouped = _counts.Grouped,
        InContext = _counts.InContext,
        DistinctCandidates = _distinct?.Estimate() ?? 0,
        DistinctValid = _distinctValid?.Estimate() ?? 0,
        FirstRows = [.. _rows.Select(r => r.Row)],
        FirstOffset = _firstOffset,
        Samples = [.. _samples.Select(s => s.Text)],
    };

    private void AddSample(long candidate, long valid, string text)
    {
        if (!_samples.Exists(s => string.Equals(s.Text, text, StringComparison.Ordinal))) _samples.Add((candidate, valid, text));
    }

    private struct Counts
    {
        internal long Verified { get; private set; }

        internal long Valid { get; private set; }

        internal long Cells { get; private set; }

        internal long Whole { get; private set; }

        internal long Grouped { get; private set; }

        internal long InContext { get; private set; }

        internal void Add(Sighting sighting)
        {
            Verified++;
            if ((sighting & Sighting.Valid) == 0) return;
            Valid++;
            if ((sighting & Sighting.NewCell) != 0) Cells++;
            if ((sighting & Sighting.Whole) != 0) Whole++;
            if ((sighting & Sighting.Grouped) != 0) Grouped++;
            if ((sighting & Sighting.InContext) != 0) InContext++;
        }

        internal void Add(Counts other)
        {
            Verified += other.Verified;
            Valid += other.Valid;
            Cells += other.Cells;
            Whole += other.Whole;
            Grouped += other.Grouped;
            InContext += other.InContext;
        }
    }
}
