namespace MlSecPol.Engine.Datasets.Secrets;

/// <summary>The credentials and hidden instructions of a column so far. The state of a later part merges into it.</summary>
internal sealed class ColumnSignals
{
    private readonly List<(SignalKind Kind, bool IsProven, SignalTally Tally)> _tallies = [];

    /// <summary>Whether nothing was found.</summary>
    internal bool IsEmpty => _tallies.Count == 0;

    internal void Add(SignalKind kind, bool isProven, string masked, long row, long? offset) => Of(kind, isProven).Add(row, offset, masked);

    /// <summary>Adds what a later part of the column has seen, before which there are so many rows.</summary>
    internal void Merge(ColumnSignals later, long rows)
    {
        foreach (var (kind, isProven, tally) in later._tallies) Of(kind, isProven).Merge(tally, rows);
    }

    internal IReadOnlyList<SignalFacts> ToFacts() =>
        [.. _tallies.Select(t => new SignalFacts { Subject = t.Kind.Subject, Rule = t.Kind.Rule, Name = t.Kind.Name, IsProven = t.IsProven, Places = t.Tally.ToFacts() })];

    private SignalTally Of(SignalKind kind, bool isProven)
    {
        foreach (var (known, proven, tally) in _tallies)
        {
            if (known == kind && proven == isProven) return tally;
        }

        _tallies.Add((kind, isProven, new()));
        return _tallies[^1].Tally;
    }
}
