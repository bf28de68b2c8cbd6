using MlSecPol.Engine.Checks;
using MlSecPol.Engine.Datasets.Statistics;

namespace MlSecPol.Engine.Datasets.Checks;

/// <summary>A column of numbers holds infinities, or NaN where that does not stand for a missing value.</summary>
[Check("DS5.NotFinite")]
public sealed class NotFinite : ColumnCheck
{
    private protected override string Nothing(DatasetSettings settings) => "All numbers are finite";

    private protected override string Some(int columns) => $"{Place.Count(columns, "column of numbers holds", "columns of numbers hold")} some that are not finite";

    private protected override IEnumerable<Finding> Inspect(ColumnFacts column, ColumnStatistics statistics, DatasetFacts facts, DatasetSettings settings)
    {
        var types = statistics.Values().Types;
        var odd = types[ValueKind.NotFinite];
        // Among words inf and nan are words.
        if (odd == 0 || types.Numbers == 0 || (types.Numbers + odd) * 2 < statistics.Count) yield break;
        yield return Found(column, Severity.Medium, "not-finite", odd, $"{Place.Count(odd, "value is", "values are")} infinite, not a number, or beyond what a double holds");
    }
}
