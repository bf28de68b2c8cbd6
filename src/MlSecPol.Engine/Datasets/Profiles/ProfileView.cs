using System.Text;
using MlSecPol.Engine.Checks;
using MlSecPol.Engine.Datasets.Statistics;

namespace MlSecPol.Engine.Datasets.Profiles;

/// <summary>Makes the profile that people see from its state.</summary>
internal static class ProfileView
{
    private const int MostTopValues = 10;
    private const int MostBins = 20;
    private const int LongestValue = 80;

    private static readonly double[] Probabilities = [0.01, 0.05, 0.25, 0.5, 0.75, 0.95, 0.99];

    internal static DatasetProfile Of(ProfileState state) => new()
    {
        Source = [.. state.Sources],
        Format = state.Format,
        Rows = state.Rows,
        Missing = state.Columns.Where(c => !c.IsRepeated).Sum(c => c.Missing),
        DuplicateRows = state.DuplicateRows,
        Columns = [.. state.Columns.Select(Of)],
        NotRead = [.. state.NotRead],
        State = state.ToText(),
    };

    private static ColumnProfile Of(ColumnState column, int index)
    {
        var values = column.Statistics.Values();
        var profile = new ColumnProfile
        {
            Name = column.Name,
            Index = index,
            Type = values.Types.Narrowest(),
            Count = column.Statistics.Count,
            Missing = column.Missing,
            MissingKinds = [.. column.MissingKinds.Select(k => new ValueCount { Value = VisibleText.Of(k.Key), Count = k.Value })],
            Distinct = column.Statistics.Distinct(),
            DistinctError = column.Statistics.IsExact ? 0 : DistinctCounter.StandardError,
            Kinds = [.. Enum.GetValues<ValueKind>().Where(k => values.Types[k] > 0).Select(k => new ValueCount { Value = k.ToString(), Count = values.Types[k] })],
            TopValues = [.. column.Statistics.Top(MostTopValues).Select(v => new ValueCount { Value = Shown(v), Count = v.Count })],
            TopValuesError = column.Statistics.MaximumUnknownCount(),
        };
        if (values.Numbers is { } numbers) profile = WithNumbers(profile, values, numbers);
        if (values.Dates is { } dates) profile = profile with { Earliest = Date(dates.Minimum), Latest = Date(dates.Maximum) };
        if (values.Lengths is not { } lengths) return profile;
        return profile with
        {
            MinimumLength = (long)lengths.Minimum,
            MedianLength = new Distribution(lengths.Points()).Quantile(0.5),
            MaximumLength = (long)lengths.Maximum,
        };
    }

    private static ColumnProfile WithNumbers(ColumnProfile profile, ValueStatistics values, QuantileSketch numbers)
    {
        var moments = values.Moments.ToValues();
        var distribution = new Distribution(numbers.Points());
        return profile with
        {
            Minimum = numbers.Minimum,
            Maximum = numbers.Maximum,
            Sum = Finite(moments.Sum),
            Mean = Finite(moments.Mean),
            StandardDeviation = moments.Variance is { } variance ? Finite(Math.Sqrt(variance)) : null,
            Skewness = Finite(moments.Skewness),
            Kurtosis = Finite(moments.Kurtosis),
            Zeros = values.Zeros,
            Negatives = values.Negatives,
            Quantiles = [.. Probabilities.Select(p => new QuantileValue { Probability = p, Value = distribution.Quantile(p) })],
            QuantileError = numbers.RelativeError,
            Histogram = Histogram(distribution, numbers.Minimum, numbers.Maximum),
        };
    }

    private static HistogramBin[] Histogram(Distribution distribution, double minimum, double maximum)
    {
        if (minimum == maximum) return [new() { From = minimum, To = maximum, Count = distribution.Count }];
        // As many bins as Sturges asks for, and never more than fit on a screen.
        var bins = (int)Math.Min(MostBins, Math.Ceiling(Math.Log2(distribution.Count)) + 1);
        var edges = Edges(minimum, maximum, bins);
        var counts = distribution.CountBetween(edges);
        return [.. counts.Select((count, i) => new HistogramBin { From = edges[i], To = edges[i + 1], Count = count })];
    }

    /// <summary>Edges of bins of equal width.</summary>
    internal static double[] Edges(double minimum, double maximum, int bins) =>
        // Each end by itself: their difference may be beyond what a double holds.
        [.. Enumerable.Range(0, bins + 1).Select(i => i == bins ? maximum : (minimum * ((double)(bins - i) / bins)) + (maximum * ((double)i / bins)))];

    private static string Shown(SampledValue value)
    {
        var text = VisibleText.Of(Encoding.UTF8.GetString(value.Text));
        return text.Length > LongestValue || value.Length > value.Text.Length ? $"{text[..Math.Min(text.Length, LongestValue)]}…" : text;
    }

    private static double? Finite(double? value) => value is { } number && double.IsFinite(number) ? number : null;

    private static DateTimeOffset Date(double seconds)
    {
        const double Earliest = -62135596800;
        const double Latest = 253402300799;
        return DateTimeOffset.UnixEpoch.AddTicks((long)Math.Round(Math.Clamp(seconds, Earliest, Latest) * TimeSpan.TicksPerSecond));
    }
}
