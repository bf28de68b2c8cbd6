using MlSecPol.Engine.Checks;
using MlSecPol.Engine.Datasets.Statistics;

namespace MlSecPol.Engine.Datasets.Checks;

/// <summary>A column of whole numbers or codes is different in nearly every row, so that it names rows instead of describing them.</summary>
[Check("DS5.IdentifierLikeColumn")]
public sealed class IdentifierLikeColumn : ColumnCheck
{
    private protected override string Nothing(DatasetSettings settings) => "No column names rows";

    private protected override string Some(int columns) => $"{Place.Count(columns, "column names", "columns name")} rows";

    private protected override IEnumerable<Finding> Inspect(ColumnFacts column, ColumnStatistics statistics, DatasetFacts facts, DatasetSettings settings)
    {
        if (statistics.Count < settings.MinimumRowsForIdentifierLike || column.IsRepeated) yield break;
        var distinct = statistics.Distinct();
        // Beyond the table the count is an estimate, whose error must not hide a column without any repetition.
        var tolerance = statistics.IsExact ? 0 : 3 * DistinctCounter.StandardError;
        if (distinct < statistics.Count * (settings.IdentifierLikeRatio - tolerance)) yield break;
        var types = statistics.Values().Types;
        var isWhole = types[ValueKind.Integer] + types[ValueKind.LongInteger] + types[ValueKind.LeadingZeros] == statistics.Count;
        if (!isWhole && column.OpaqueTokens < statistics.Count * settings.IdentifierLikeRatio) yield break;
        var how = statistics.IsExact ? $"{distinct:N0}" : $"about {distinct:N0}";
        yield return Found(column, Severity.Low, "identifier-like", distinct, $"{how} of {Place.Count(statistics.Count, "value", "values")} differ, and they are {(isWhole ? "whole numbers" : "codes")}");
    }
}
