using System.Runtime.InteropServices;

namespace MlSecPol.Engine.Datasets.Privacy;

/// <summary>Counts, for each kind of row, the rows that agree with it wherever neither lacks a value, as sdcMicro does.</summary>
internal sealed class WildcardClasses(int columns)
{
    private const int MostClasses = 250_000;
    private const int MostPatterns = 64;

    private readonly Dictionary<Key, long> _counts = [];

    /// <summary>Why nothing can be said; null where it can.</summary>
    internal string? Gap { get; private set; }

    internal void Add(ReadOnlySpan<UInt128> values)
    {
        if (Gap is not null) return;
        CollectionsMarshal.GetValueRefOrAddDefault(_counts, new Key(values.ToArray()), out _)++;
        if (_counts.Count <= MostClasses) return;
        Gap = $"With missing values as wildcards there are more than {MostClasses} different rows to compare.";
        _counts.Clear();
    }

    /// <summary>The number of rows of each kind, and of those that match it.</summary>
    internal IReadOnlyList<(long Rows, long Matches)> Matches(CancellationToken token)
    {
        // Rows that lack the same columns are compared with each other kind of lack at once, by what both have.
        var patterns = _counts.GroupBy(c => Pattern(c.Key)).ToArray();
        if (patterns.Length > MostPatterns)
        {
            Gap = $"With missing values as wildcards there are {patterns.Length} patterns of missing values, more than {MostPatterns}.";
            return [];
        }

        var matches = _counts.ToDictionary(c => c.Key, _ => 0L);
        foreach (var own in patterns)
        {
            foreach (var other in patterns)
            {
                token.ThrowIfCancellationRequested();
                var common = own.Key & other.Key;
                var projected = new Dictionary<Key, long>();
                foreach (var (key, count) in other) CollectionsMarshal.GetValueRefOrAddDefault(projected, Project(key, common), out _) += count;
                foreach (var (key, _) in own) matches[key] += projected.GetValueOrDefault(Project(key, common));
            }
        }

        return [.. _counts.Select(c => (c.Value, matches[c.Key]))];
    }

    private UInt128 Pattern(Key key)
    {
        var pattern = UInt128.Zero;
        for (var i = 0; i < columns; i++)
        {
            if (key.Values[i] != UInt128.Zero) pattern |= UInt128.One << i;
        }

        return pattern;
    }

    private Key Project(Key key, UInt128 pattern)
    {
        var values = new UInt128[columns];
        for (var i = 0; i < columns; i++)
        {
            if ((pattern >> i & UInt128.One) != UInt128.Zero) values[i] = key.Values[i];
        }

        return new(values);
    }

    private readonly record struct Key(UInt128[] Values)
    {
        public bool Equals(Key other) => Values.AsSpan().SequenceEqual(other.Values);

        public override int GetHashCode()
        {
            var hash = default(HashCode);
            foreach (var value in Values) hash.Add(value);
            return hash.ToHashCode();
        }
    }
}
