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

        return Inspection.Of(
            findings,
            duplicates.Rows == 0 ? "No row repeats another" : $"Of all rows {Place.Percent(ratio)} repeat another, no more than {Place.Percent(settings.MaximumDuplicateRatio)}",
            _ => $"Of all rows {Place.Percent(ratio)} repeat another, more than {Place.Percent(settings.MaximumDuplicateRatio)}") with
        {
            Gap = duplicates.Gap is { } gap ? $"Not all rows were compared: {gap}." : null,
        };
    }
}
