using System.Globalization;
using System.Text;
using MlSecPol.Engine.Datasets.Statistics;

namespace MlSecPol.Engine.Datasets.Drift;

/// <summary>Compares the values of a column in two datasets by the means that suit their type.</summary>
internal sealed class ColumnComparison(DriftSettings settings)
{
    // Up to five different numbers are categories; Evidently draws the line at the same place.
    private const int FewNumbers = 5;
    private const double IdentifierRatio = 0.99;
    private const int IdentifierRows = 20;

    // Texts of which more than half are different are no categories.
    private const double CategoryRatio = 0.5;
    private const string Distance = "distance of the distribution functions";

    /// <summary>Whether the values only name the rows, so that none of them comes again.</summary>
    internal static bool IsIdentifier(ColumnStatistics statistics, ColumnType type) =>
        type is ColumnType.Text or ColumnType.Integer && statistics.Count >= IdentifierRows && statistics.Distinct() >= statistics.Count * IdentifierRatio;

    /// <summary>The measures; null where there is no common way to look at both.</summary>
    internal DriftMeasures? Compare(ColumnStatistics reference, ColumnStatistics current, ColumnType type)
    {
        var (first, second) = (reference.Values(), current.Values());
        if (type is ColumnType.Integer or ColumnType.Decimal or ColumnType.Double && reference.Distinct() > FewNumbers)
            return Ordered("Kolmogorov–Smirnov", first.Numbers, second.Numbers, Deviation(first));
        if (type == ColumnType.Date) return Ordered("Kolmogorov–Smirnov of dates in seconds", first.Dates, second.Dates, deviation: null);
        var isFreeText = type == ColumnType.Text && reference.Distinct() > reference.Count * CategoryRatio && second.Lengths is not null;
        if (reference.IsExact && current.IsExact && !isFreeText) return Categories(reference, current);
        return Ordered("Kolmogorov–Smirnov of lengths, as too many values are different", first.Lengths, second.Lengths, deviation: null);
    }

    private static double? Deviation(ValueStatistics values) => values.Moments.ToValues().Variance is { } variance and > 0 ? Math.Sqrt(variance) : null;

    private DriftMeasures? Ordered(string test, QuantileSketch? first, QuantileSketch? second, double? deviation)
    {
        if (first is null || second is null) return null;
        var (reference, current) = (new Distribution(first.Points()), new Distribution(second.Points()));
        var edges = Enumerable.Range(0, settings.Bins + 1).Select(i => reference.Quantile((double)i / settings.Bins)).Distinct().ToArray();
        // All values of the reference are equal: the bin of that value lies between two outer ones.
        if (edges.Length < 2) edges = [Math.BitDecrement(edges[0]), edges[0], Math.BitIncrement(edges[0]), double.PositiveInfinity];
        var distance = KolmogorovSmirnov.Statistic(reference, current);
        var wasserstein = Divergence.Wasserstein(reference, current);
        var error = Math.Max(first.RelativeError, second.RelativeError);
        var precision = error == 0 ? "all values known" : string.Create(CultureInfo.InvariantCulture, $"values known within {error:0.##%}");
        return new(
            test,
            distance,
            KolmogorovSmirnov.PValue(distance, reference.Count, current.Count),
            Distance,
            distance,
            reference.CountBetween(edges),
            current.CountBetween(edges),
            $"{edges.Length - 1} bins by quantiles of the reference; {precision}")
        {
            Wasserstein = double.IsFinite(wasserstein) ? wasserstein : null,
            NormalizedWasserstein = deviation is { } unit && double.IsFinite(wasserstein / unit) ? wasserstein / unit : null,
        };
    }

    private DriftMeasures? Categories(ColumnStatistics reference, ColumnStatistics current)
    {
        if (reference.Count == 0 || current.Count == 0) return null;
        var known = reference.Top(settings.Categories).Select((v, i) => (Key: Encoding.UTF8.GetString(v.Text), Index: i)).DistinctBy(v => v.Key, StringComparer.Ordinal)
            .ToDictionary(v => v.Key, v => v.Index, StringComparer.Ordinal);
        var all = reference.Known().Select(v => Encoding.UTF8.GetString(v.Text)).ToHashSet(StringComparer.Ordinal);
        // One bin more for all others.
        var (first, second) = (Counted(reference), Counted(current));
        var table = new ContingencyTable(first, second);
        var statistic = table.ChiSquare();
        var rough = table.SmallestExpected < 5 ? "; some categories are so rare that the p-value is rough" : string.Empty;
        return new(
            "chi-square",
            statistic,
            table.PValue(statistic),
            "Cramér's V with bias correction",
            table.CramersV(),
            first,
            second,
            $"{known.Count} categories of the reference and one for all others; all values known{rough}")
        {
            NewValues = current.Known().Count(v => !all.Contains(Encoding.UTF8.GetString(v.Text))),
        };

        long[] Counted(ColumnStatistics statistics)
        {
            var counts = new long[settings.Categories + 1];
            foreach (var value in statistics.Known()) counts[known.TryGetValue(Encoding.UTF8.GetString(value.Text), out var index) ? index : settings.Categories] += value.Count;
            return counts;
        }
    }
}
