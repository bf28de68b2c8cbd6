namespace MlSecPol.Engine.Datasets.Privacy;

/// <summary>Adds up what classes show of one sensitive column.</summary>
internal sealed class ClassMeasure(string column, SensitiveValues values, PrivacySettings settings)
{
    private readonly SensitiveOrder? _order = values is { IsOrdered: true, IsTooMany: false } ? values.Order() : null;
    private readonly List<(ulong Value, long Count)> _members = [];
    private long _leastDistinct = long.MaxValue;
    private double _leastEntropy = double.PositiveInfinity;
    private double _largestC;
    private bool _isRecursive = true;
    private double _closeness;
    private double _ordered;
    private long _belowDiversity;
    private long _beyondCloseness;

    /// <summary>Takes the sensitive values of one class, sorted.</summary>
    internal void Add(ReadOnlySpan<ulong> sorted)
    {
        if (values.IsTooMany) return;
        _members.Clear();
        for (var at = 0; at < sorted.Length;)
        {
            var end = at + 1;
            while (end < sorted.Length && sorted[end] == sorted[at]) end++;
            _members.Add((sorted[at], end - at));
            at = end;
        }

        AddClass(sorted.Length);
    }

    internal SensitiveFacts ToFacts() => values.IsTooMany
        ? new(column) { Gap = $"Column '{column}' has more than a million different values, and is no category." }
        : new(column)
        {
            Values = values.Distinct,
            DistinctDiversity = _leastDistinct == long.MaxValue ? 0 : _leastDistinct,
            EntropyDiversity = double.IsInfinity(_leastEntropy) ? 0 : Math.Exp(_leastEntropy),
            RecursiveC = _isRecursive ? _largestC : null,
            Closeness = _closeness,
            OrderedCloseness = _order is null ? null : _ordered,
            ClassesBelowDiversity = _belowDiversity,
            ClassesBeyondCloseness = _beyondCloseness,
        };

    private void AddClass(long size)
    {
        double entropy = 0, difference = 0, shareOfTable = 0;
        foreach (var (value, count) in _members)
        {
            var (own, table) = ((double)count / size, values.ShareOf(value));
            entropy -= own * Math.Log(own);
            difference += Math.Abs(own - table);
            shareOfTable += table;
        }

        // Equal distances: half of all differences, those of values that the class lacks among them.
        var closeness = Math.Max(0, (difference + 1 - shareOfTable) / 2);
        var ordered = _order?.Distance(_members, size);
        _leastDistinct = Math.Min(_leastDistinct, _members.Count);
        _leastEntropy = Math.Min(_leastEntropy, entropy);
        _closeness = Math.Max(_closeness, closeness);
        _ordered = Math.Max(_ordered, ordered ?? 0);
        AddRecursive();
        // Rounding must not make three equal shares less than three.
        if (_members.Count < settings.MinimumDiversity || Math.Exp(entropy) < settings.MinimumDiversity - 1e-9) _belowDiversity++;
        if ((ordered ?? closeness) > settings.MaximumCloseness + 1e-9) _beyondCloseness++;
    }

    private void AddRecursive()
    {
        if (_members.Count < settings.MinimumDiversity)
        {
            _isRecursive = false;
            return;
        }

        var counts = _members.Select(m => m.Count).OrderDescending().ToArray();
        _largestC = Math.Max(_largestC, (double)counts[0] / counts.Skip(settings.MinimumDiversity - 1).Sum());
    }
}
