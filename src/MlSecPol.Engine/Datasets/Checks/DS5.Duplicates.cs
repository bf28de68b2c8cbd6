using MlSecPol.Engine.Checks;

namespace MlSecPol.Engine.Datasets.Checks;

/// <summary>Rows repeat an earlier row exactly.</summary>
[Check("DS5.Duplicates")]
public sealed class Duplicates : DatasetCheck
{
    private protected override Inspection Inspect(DatasetFacts facts, DatasetSettings settings)
    {
        var duplicates = facts.Duplicates;
        var ratio = (double)duplicates.Rows / Math.Max(facts.Rows, 1);
        var findings = new List<Finding>();
        if (duplicates.Rows > 0)
        {
            var places = new Occurrences(duplicates.Rows, duplicates.FirstRows);
            findings.Add(Place.Finding(
                ratio > settings.MaximumDuplicateRatio ? Severity.Medium : Severity.Info,
                "exact",
                $"{Place.Count(duplicates.Rows, "row repeats", "rows repeat")} an earlier one exactly, {Place.Percent(ratio)} of all",
                places));
        }

        string? gap = duplicates.Gap is { } g ? $"Not all rows were compared: {g}." : null;
        foreach (var column in facts.Columns.Where(c => c.NearDuplicates.Texts > 0))
        {
            var near = column.NearDuplicates;
            if (near.Gap is { } n) gap ??= $"Not all texts of '{column.Name}' were compared: {n}.";
            if (near.Rows == 0) continue;
            findings.Add(Place.Finding(
                Severity.Info, "near", $"{Place.Count(near.Rows, "text is", "texts are")} nearly the same as an earlier one, of {near.Texts:N0} that were compared", new(near.Rows, near.FirstRows), column.Name));
        }

        return Inspection.Of(
            findings,
            duplicates.Rows == 0 ? "No row repeats another" : $"Of all rows {Place.Percent(ratio)} repeat another, no more than {Place.Percent(settings.MaximumDuplicateRatio)}",
            _ => $"Of all rows {Place.Percent(ratio)} repeat another, more than {Place.Percent(settings.MaximumDuplicateRatio)}") with
        {
            Gap = gap,
        };
    }
}
