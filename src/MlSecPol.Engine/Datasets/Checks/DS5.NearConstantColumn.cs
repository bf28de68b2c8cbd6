using MlSecPol.Engine.Checks;
using MlSecPol.Engine.Datasets.Statistics;

namespace MlSecPol.Engine.Datasets.Checks;

/// <summary>A column has one value in nearly all rows.</summary>
[Check("DS5.NearConstantColumn")]
public sealed class NearConstantColumn : ColumnCheck
{
    private protected override string Nothing(DatasetSettings settings) => $"No column has one value in {Place.Percent(settings.NearConstantRatio)} of its rows or more, and another beside it";

    private protected override string Some(int columns) => $"{Place.Count(columns, "column is", "columns are")} nearly constant";

    private protected override IEnumerable<Finding> Inspect(ColumnFacts column, ColumnStatistics statistics, DatasetFacts facts, DatasetSettings settings)
    {
        if (column.HasSingleValue || column.IsRepeated) yield break;
        var known = statistics.Top(1);
        // A value that is not among the sampled ones may still be the commonest; its share is bounded, and a bound that small excludes it.
        if (known.Count == 0 || known[0].Count < statistics.Count * settings.NearConstantRatio) yield break;
        yield return Found(
            column, Severity.Low, "near-constant", known[0].Count,
            $"{Place.Count(statistics.Count - known[0].Count, "value differs", "values differ")} from the one that all other {known[0].Count:N0} rows have");
    }
}
