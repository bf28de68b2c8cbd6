using System.Runtime.InteropServices;

namespace MlSecPol.Engine.Datasets.Privacy;

/// <summary>Turns gathered rows into what can be said of them.</summary>
internal sealed class PrivacyMeasure(PrivacyRows rows, PrivacySettings settings)
{
    private readonly ClassMeasure[] _sensitive = [.. rows.SensitiveColumns.Select((c, i) => new ClassMeasure(c, rows.Values[i], settings))];
    private readonly SortedDictionary<long, long> _classesBySize = [];
    private double _highestJournalist;
    private double _journalistSum;
    private long _journalistRows;
    private long _notFound;

    /// <summary>Measures.</summary>
    /// <param name="readRows">Rows that the table had.</param>
    /// <param name="population">The rows of the population, gathered under the same key; null where none is known.</param>
    /// <param name="token">Ends the work.</param>
    internal PrivacyFacts Measure(long readRows, PrivacyRows? population, CancellationToken token)
    {
        var facts = new PrivacyFacts { QuasiIdentifiers = rows.QuasiIdentifiers, Missing = settings.Missing };
        if (Gap(readRows, population) is { } gap) return facts with { Gap = gap };
        for (var i = 0; i < ClassRows.PartitionCount; i++)
        {
            token.ThrowIfCancellationRequested();
            AddPartition(rows.Rows.Partition(i), population?.Rows.Partition(i));
        }

        var sensitive = _sensitive.Select(s => s.ToFacts()).ToArray();
        if (rows.Wildcards is { } wildcards)
        {
            // Rows that match others by what they lack belong to no one class, so what a class holds has no meaning.
            const string NoClasses = "With missing values as wildcards rows do not fall into classes; count missing values as a value of their own.";
            sensitive = [.. rows.SensitiveColumns.Select(c => new SensitiveFacts(c) { Gap = NoClasses })];
            _classesBySize.Clear();
            foreach (var (count, matches) in wildcards.Matches(token)) AddSize(matches, count);
            if (wildcards.Gap is { } reason) return facts with { Gap = reason };
        }

        return Sum(facts with { Sensitive = sensitive, Population = population is null ? null : Population(population) });
    }

    private string? Gap(long readRows, PrivacyRows? population)
    {
        if (rows.NotFound.ToArray() is { Length: > 0 } missing) return $"The table has no column {Names(missing)}.";
        if (population?.NotFound.ToArray() is { Length: > 0 } lacking) return $"The population has no column {Names(lacking)}.";
        if (readRows == 0) return "There are no rows.";
        if (rows.Rows.Count != readRows) return "The rows of this format are not grouped by their quasi-identifiers.";
        return population is not null && settings.Missing == MissingValue.Wildcard ? "A population cannot be compared with missing values as wildcards." : null;
    }

    private PrivacyFacts Sum(PrivacyFacts facts)
    {
        // With wildcards a size may belong to rows that are not a whole class, so rows are what is counted.
        var sizes = rows.Wildcards is null ? _classesBySize.Select(c => (Size: c.Key, Rows: c.Key * c.Value)).ToArray() : [.. _classesBySize.Select(c => (Size: c.Key, Rows: c.Value))];
        var total = sizes.Sum(s => s.Rows);
        var classes = rows.Wildcards is null ? _classesBySize.Values.Sum() : 0;
        return facts with
        {
            Rows = total,
            Classes = classes,
            Separation = rows.Wildcards is not null ? null : total < 2 ? 0 : 1 - (sizes.Sum(s => s.Rows * (s.Size - 1.0)) / (total * (total - 1.0))),
            SmallestClass = sizes[0].Size,
            LargestClass = sizes[^1].Size,
            UniqueRows = sizes.Where(s => s.Size == 1).Sum(s => s.Rows),
            RowsInSmallClasses = sizes.Where(s => s.Size < settings.MinimumClassSize).Sum(s => s.Rows),
            RowsAtRisk = sizes.Where(s => 1.0 / s.Size > settings.MaximumHighestRisk).Sum(s => s.Rows),
            AverageRisk = sizes.Sum(s => (double)s.Rows / s.Size) / total,
            Sizes = [Range("1", 1, 1), Range("2", 2, 2), Range("3 to 4", 3, 4), Range("5 to 10", 5, 10), Range("11 and more", 11, long.MaxValue)],
        };

        (string, long) Range(string name, long from, long to) => (name, sizes.Where(s => s.Size >= from && s.Size <= to).Sum(s => s.Rows));
    }

    private PopulationFacts Population(PrivacyRows population) =>
        new(population.Rows.Count, _highestJournalist, _journalistSum / rows.Rows.Count, _journalistSum / rows.Rows.Count, _journalistRows, _notFound);

    private void AddPartition(ulong[] words, ulong[]? population)
    {
        var width = rows.Rows.RowWords;
        var count = words.Length / width;
        if (count == 0) return;
        var order = new int[count];
        var keys = new UInt128[count];
        for (var i = 0; i < count; i++) (order[i], keys[i]) = (i, new UInt128(words[i * width], words[(i * width) + 1]));
        Array.Sort(keys, order);
        var sizes = population is null ? null : SizesOf(population);
        var values = new ulong[count];
        for (var at = 0; at < count;)
        {
            var end = at + 1;
            while (end < count && keys[end] == keys[at]) end++;
            AddSize(end - at, 1);
            if (sizes is not null) AddJournalist(end - at, sizes.GetValueOrDefault(keys[at]));
            for (var s = 0; s < _sensitive.Length; s++)
            {
                for (var i = at; i < end; i++) values[i] = words[(order[i] * width) + 2 + s];
                var members = values.AsSpan(at, end - at);
                members.Sort();
                _sensitive[s].Add(members);
            }

            at = end;
        }
    }

    // The population has no sensitive columns.
    private static Dictionary<UInt128, long> SizesOf(ulong[] population)
    {
        var sizes = new Dictionary<UInt128, long>();
        for (var i = 0; i < population.Length; i += 2) CollectionsMarshal.GetValueRefOrAddDefault(sizes, new UInt128(population[i], population[i + 1]), out _)++;
        return sizes;
    }

    private void AddSize(long size, long times) => _classesBySize[size] = _classesBySize.GetValueOrDefault(size) + times;

    private void AddJournalist(long size, long inPopulation)
    {
        if (inPopulation == 0) _notFound += size;
        // A population that lacks people of the sample is no population of it; the sample itself is the least that is known of them.
        var risk = 1.0 / Math.Max(size, inPopulation);
        _highestJournalist = Math.Max(_highestJournalist, risk);
        _journalistSum += risk * size;
        if (risk > settings.MaximumHighestRisk) _journalistRows += size;
    }

    private static string Names(string[] names) => string.Join(", ", names.Select(n => $"'{n}'"));
}
