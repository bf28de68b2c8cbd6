using MlSecPol.Engine.Checks;
using MlSecPol.Engine.Datasets.Statistics;

namespace MlSecPol.Engine.Datasets.Checks;

/// <summary>A few texts of a column are far shorter or longer than all others.</summary>
[Check("DS5.LengthOutliers")]
public sealed class LengthOutliers : ColumnCheck
{
    // The rule and its figures are those of Deepchecks' string length out of bounds.
    private const double Tail = 0.03;
    private const double Factor = 4;
    private const int FewestValues = 100;

    private protected override string Nothing(DatasetSettings settings) => "No column has texts of an unusual length";

    private protected override string Some(int columns) => $"{Place.Count(columns, "column has", "columns have")} texts of an unusual length";

    private protected override IEnumerable<Finding> Inspect(ColumnFacts column, ColumnStatistics statistics, DatasetFacts facts, DatasetSettings settings)
    {
        if (statistics.Values().Lengths is not { Count: >= FewestValues } sketch || sketch.Count * 2 < statistics.Count) yield break;
        var lengths = new Distribution(sketch.Points());
        var (low, high) = (lengths.Quantile(Tail), lengths.Quantile(1 - Tail));
        var reach = Factor * (high - low);
        var shorter = lengths.CountUpTo(Math.BitDecrement(low - reach));
        var longer = lengths.Count - lengths.CountUpTo(high + reach);
        var outside = shorter + longer;
        if (outside == 0 || outside > lengths.Count * settings.MaximumOutlierRatio) yield break;
        yield return Found(
            column, Severity.Low, "length", outside,
            $"{Place.Count(outside, "text is", "texts are")} {Number(sketch.Minimum)} to {Number(sketch.Maximum)} characters long, while nearly all have {Number(low)} to {Number(high)}");
    }
}
