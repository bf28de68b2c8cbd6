using System.Globalization;
using MlSecPol.Engine.Datasets.Profiles;

namespace MlSecPol.Engine.Datasets.Drift;

/// <summary>Compares two datasets column by column.</summary>
public static class DatasetComparison
{
    // A few values of another kind do not change what a column is.
    private const double StrayValues = 0.05;

    /// <summary>Compares a dataset with a reference.</summary>
    /// <exception cref="Artifacts.ArtifactException">The state of a profile cannot be read.</exception>
    public static DatasetDrift Compare(DatasetProfile reference, DatasetProfile current, DriftSettings settings)
    {
        ArgumentNullException.ThrowIfNull(reference);
        ArgumentNullException.ThrowIfNull(current);
        ArgumentNullException.ThrowIfNull(settings);
        return Compare(DatasetProfiles.Parse(reference.State), DatasetProfiles.Parse(current.State), settings);
    }

    internal static DatasetDrift Compare(ProfileState reference, ProfileState current, DriftSettings settings)
    {
        var comparison = new ColumnComparison(settings);
        var left = current.Columns.GroupBy(c => c.Name, StringComparer.Ordinal).ToDictionary(g => g.Key, g => new Queue<ColumnState>(g), StringComparer.Ordinal);
        var pairs = new List<(ColumnState? First, ColumnState? Second, DriftMeasures? Measures)>();
        foreach (var column in reference.Columns)
        {
            var partner = left.TryGetValue(column.Name, out var queue) && queue.TryDequeue(out var found) ? found : null;
            pairs.Add((column, partner, partner is null ? null : Measure(comparison, column, partner)));
        }

        pairs.AddRange(current.Columns.Where(c => left[c.Name].Contains(c)).Select(c => ((ColumnState?)null, (ColumnState?)c, (DriftMeasures?)null)));
        var tested = Enumerable.Range(0, pairs.Count).Where(i => pairs[i].Measures is not null).ToArray();
        var adjusted = BenjaminiHochberg.Adjust([.. tested.Select(i => pairs[i].Measures!.PValue)]);
        var columns = pairs.Select((p, i) => Judge(p.First, p.Second, p.Measures, Array.IndexOf(tested, i) is >= 0 and var t ? adjusted[t] : null, (reference.Rows, current.Rows), settings)).ToArray();
        return Sum(reference, current, columns, settings);
    }

    private static DatasetDrift Sum(ProfileState reference, ProfileState current, ColumnDrift[] columns, DriftSettings settings)
    {
        var compared = columns.Count(c => c.Drift != DriftLevel.NotCompared);
        var drifted = columns.Count(c => c.Drift is DriftLevel.Moderate or DriftLevel.Major);
        var share = compared == 0 ? 0 : (double)drifted / compared;
        bool? isDrifted = compared == 0 ? null : share >= settings.DriftedShare;
        var (first, second) = (string.Join(", ", reference.Sources), string.Join(", ", current.Sources));
        var verdict = isDrifted switch { true => "the dataset drifted", false => "the dataset did not drift", null => "nothing could be compared" };
        var text = string.Create(CultureInfo.InvariantCulture, $"{second} against {first}: {drifted} of {compared} columns drifted ({share:0.#%}), {verdict} (limit {settings.DriftedShare:0.#%})");
        return new()
        {
            Reference = first,
            Current = second,
            Compared = compared,
            Drifted = drifted,
            Share = share,
            Threshold = settings.DriftedShare,
            IsDrifted = isDrifted,
            NotRead = [.. reference.NotRead, .. current.NotRead],
            Columns = [.. columns.Select(c => c with { Comparison = text })],
        };
    }

    private static DriftMeasures? Measure(ColumnComparison comparison, ColumnState first, ColumnState second)
    {
        var type = TypeOf(first);
        return IsComparable(first, second) && !ColumnComparison.IsIdentifier(first.Statistics, type) ? comparison.Compare(first.Statistics, second.Statistics, type) : null;
    }

    private static ColumnType TypeOf(ColumnState column) => column.Statistics.Values().Types.Narrowest(StrayValues);

    private static bool IsComparable(ColumnState first, ColumnState second) =>
        first.Statistics.Count > 0 && second.Statistics.Count > 0 && Class(TypeOf(first)) == Class(TypeOf(second));

    // Whole numbers may become decimals without anything having happened.
    private static ColumnType Class(ColumnType type) => type is ColumnType.Integer or ColumnType.Decimal ? ColumnType.Double : type;

    private static ColumnDrift Judge(ColumnState? first, ColumnState? second, DriftMeasures? measures, double? adjusted, (long First, long Second) rows, DriftSettings settings)
    {
        var column = new ColumnDrift
        {
            Column = (first ?? second)!.Name,
            Drift = DriftLevel.None,
            Reason = string.Empty,
            ReferenceType = first is null ? null : TypeOf(first),
            CurrentType = second is null ? null : TypeOf(second),
            ReferenceCount = first?.Statistics.Count ?? 0,
            CurrentCount = second?.Statistics.Count ?? 0,
            ReferenceMissing = Missing(first, rows.First),
            CurrentMissing = Missing(second, rows.Second),
        };
        if (first is null) return column with { Drift = DriftLevel.Major, Reason = "the reference has no such column" };
        if (second is null) return column with { Drift = DriftLevel.Major, Reason = "the current data has no such column" };
        if (measures is null) return WithoutMeasures(column, first, second, settings);
        var (p, q) = (Divergence.Shares(measures.Reference), Divergence.Shares(measures.Current));
        column = column with
        {
            Test = measures.Test,
            Statistic = measures.Statistic,
            PValue = measures.PValue,
            AdjustedPValue = adjusted,
            EffectName = measures.EffectName,
            EffectSize = measures.EffectSize,
            StabilityIndex = Divergence.StabilityIndex(p, q, settings.Floor),
            JensenShannon = Divergence.JensenShannon(p, q),
            Hellinger = Divergence.Hellinger(p, q),
            Wasserstein = measures.Wasserstein,
            NormalizedWasserstein = measures.NormalizedWasserstein,
            NewValues = measures.NewValues,
            Method = string.Create(CultureInfo.InvariantCulture, $"{measures.Method}; stability index with a floor of {settings.Floor} and natural logarithms, Jensen–Shannon as the root in base 2"),
        };
        return Decide(column, settings);
    }

    private static ColumnDrift Decide(ColumnDrift column, DriftSettings settings)
    {
        var level = column.StabilityIndex >= settings.MajorStabilityIndex ? DriftLevel.Major
            : column.StabilityIndex >= settings.ModerateStabilityIndex || column.EffectSize >= settings.MinimumEffectSize ? DriftLevel.Moderate
            : DriftLevel.None;
        var sizes = string.Create(CultureInfo.InvariantCulture, $"stability index {column.StabilityIndex:0.###}, {column.EffectName} {column.EffectSize:0.###}, corrected p {column.AdjustedPValue:0.###e+0}");
        // Small samples differ by chance as much as large ones by drift.
        if (level != DriftLevel.None && column.AdjustedPValue >= settings.SignificanceLevel) return WithMissing(column with { Reason = $"no more than chance explains: {sizes}" }, settings);
        return WithMissing(column with { Drift = level, Reason = level == DriftLevel.None ? $"below the thresholds: {sizes}" : sizes }, settings);
    }

    private static ColumnDrift WithoutMeasures(ColumnDrift column, ColumnState first, ColumnState second, DriftSettings settings)
    {
        var (before, after) = (first.Statistics.Count, second.Statistics.Count);
        if (before > 0 && after > 0 && Class(column.ReferenceType!.Value) != Class(column.CurrentType!.Value))
            return column with { Drift = DriftLevel.Major, Reason = $"its type changed from {column.ReferenceType} to {column.CurrentType}" };
        var reason = before == 0 ? "the reference has no values" : after == 0 ? "the current data has no values" : "its values only name the rows";
        return WithMissing(column with { Drift = DriftLevel.NotCompared, Reason = reason }, settings);
    }

    private static ColumnDrift WithMissing(ColumnDrift column, DriftSettings settings)
    {
        if (Math.Abs(column.CurrentMissing - column.ReferenceMissing) < settings.MissingChange || settings.MissingChange == 0) return column;
        var change = string.Create(CultureInfo.InvariantCulture, $"missing values went from {column.ReferenceMissing:0.#%} to {column.CurrentMissing:0.#%}");
        return column with { Drift = column.Drift == DriftLevel.Major ? DriftLevel.Major : DriftLevel.Moderate, Reason = $"{change}; {column.Reason}" };
    }

    private static double Missing(ColumnState? column, long rows) => column is null || rows == 0 || column.IsRepeated ? 0 : (double)column.Missing / rows;
}
