using MlSecPol.Engine.Checks;
using MlSecPol.Engine.Datasets.Statistics;

namespace MlSecPol.Engine.Datasets.Checks;

/// <summary>A few numbers of a column lie far from all others.</summary>
[Check("DS5.Outliers")]
public sealed class Outliers : ColumnCheck
{
    // Tukey (1977): beyond three times the interquartile range a value is far out.
    private const double FarOut = 3;

    // Iglewicz and Hoaglin (1993): modified z-scores above 3.5.
    private const double RobustZ = 3.5;
    private const double ToStandardDeviation = 1.482602218505602;
    private const int FewestValues = 30;

    private protected override string Nothing(DatasetSettings settings) => "No column has a few numbers far from all others";

    private protected override string Some(int columns) => $"{Place.Count(columns, "column has", "columns have")} a few numbers far from all others";

    private protected override IEnumerable<Finding> Inspect(ColumnFacts column, ColumnStatistics statistics, DatasetFacts facts, DatasetSettings settings)
    {
        if (statistics.Values().Numbers is not { Count: >= FewestValues } sketch || sketch.Count * 2 < statistics.Count) yield break;
        var numbers = new Distribution(sketch.Points());
        var (first, median, third) = (numbers.Quantile(0.25), numbers.Quantile(0.5), numbers.Quantile(0.75));
        var range = third - first;
        var deviation = numbers.MedianAbsoluteDeviation() * ToStandardDeviation;
        if (range <= 0 || deviation <= 0) yield break;
        var (low, high) = (first - (FarOut * range), third + (FarOut * range));
        var far = numbers.CountUpTo(Math.BitDecrement(low)) + numbers.Count - numbers.CountUpTo(high);
        if (far == 0) yield break;
        var robust = numbers.CountUpTo(Math.BitDecrement(median - (RobustZ * deviation))) + numbers.Count - numbers.CountUpTo(median + (RobustZ * deviation));
        var error = sketch.IsExact ? string.Empty : $"; quantiles to within {Place.Percent(sketch.RelativeError)}";
        // A long tail is the nature of many quantities; a few lonely values are worth a look.
        var isFew = far <= numbers.Count * settings.MaximumOutlierRatio;
        yield return Found(
            column, isFew ? Severity.Low : Severity.Info, "outliers", far,
            $"{Place.Count(far, "number lies", "numbers lie")} beyond three interquartile ranges ({Number(low)} to {Number(high)}), {Place.Percent((double)robust / numbers.Count)} of all have a robust z above {RobustZ}{error}",
            $"{Number(sketch.Minimum)} to {Number(sketch.Maximum)}, median {Number(median)}");
    }
}
