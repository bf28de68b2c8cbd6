using MlSecPol.Engine.Checks;

namespace MlSecPol.Engine.Datasets.Checks;

/// <summary>A column lacks more values than accepted, or spells their absence in several ways.</summary>
[Check("DS5.MissingValues")]
public sealed class MissingValues : DatasetCheck
{
    private protected override Inspection Inspect(DatasetFacts facts, DatasetSettings settings)
    {
        var findings = new List<Finding>();
        // Elements of arrays have no fixed number a row, so their absence means nothing.
        foreach (var column in facts.Columns.Where(c => c is { IsDeclared: true, IsRepeated: false, Missing: > 0 }))
        {
            var ratio = (double)column.Missing / Math.Max(facts.Rows, 1);
            var kinds = string.Join(", ", column.MissingKinds.OrderByDescending(k => k.Value).ThenBy(k => k.Key, StringComparer.Ordinal).Select(k => $"{k.Key} {k.Value}"));
            if (ratio > settings.MaximumMissingRatio)
            {
                var message = $"{Place.Percent(ratio)} of the values are missing, more than {Place.Percent(settings.MaximumMissingRatio)}";
                findings.Add(Finding(column, "missing", column.Missing, message, kinds));
            }

            // A member that is left out and one that is null are two ways of JSON to say the same.
            var spelt = column.MissingKinds.Count(k => k.Key is not "(absent)");
            if (spelt > settings.MaximumNullKinds)
                findings.Add(Finding(column, "mixed-tokens", column.Missing, $"Missing values are written in {Place.Count(spelt, "way", "ways")}", kinds));
        }

        var columns = findings.DistinctBy(f => f.Column, StringComparer.Ordinal).Count();
        return Inspection.Of(
            findings,
            $"No column lacks more than {Place.Percent(settings.MaximumMissingRatio)} of its values",
            _ => $"{Place.Count(columns, "column lacks values or mixes", "columns lack values or mix")} the ways to write their absence");
    }

    private static Finding Finding(ColumnFacts column, string rule, long count, string message, string kinds) => new()
    {
        Severity = Severity.Low,
        Rule = rule,
        Message = message,
        Location = Place.Of(column.Name, row: null, offset: null),
        Column = column.Name,
        Count = count,
        Evidence = kinds,
    };
}
