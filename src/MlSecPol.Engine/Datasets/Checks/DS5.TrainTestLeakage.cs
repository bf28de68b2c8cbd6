using MlSecPol.Engine.Checks;
using MlSecPol.Engine.Datasets.Splits;

namespace MlSecPol.Engine.Datasets.Checks;

/// <summary>Rows of the reference, their keys, or times before its end are in the dataset, so that one is no test of what was learnt from the other.</summary>
[Check("DS5.TrainTestLeakage")]
public sealed class TrainTestLeakage : SplitCheck
{
    private protected override Inspection Inspect(SplitFacts split, DatasetSettings settings)
    {
        var findings = new List<Finding>();
        var share = (double)split.RowsInBoth / Math.Max(split.Rows, 1);
        if (split.RowsInBoth > 0)
        {
            var severity = share > settings.MaximumOverlapRatio ? Severity.High : Severity.Info;
            findings.Add(Place.Finding(severity, "rows", $"{Place.Count(split.RowsInBoth, "row is", "rows are")} in the reference too, {Place.Percent(share)} of all", new(split.RowsInBoth, split.FirstRowsInBoth)));
        }

        foreach (var key in split.Keys)
        {
            var message = key.IsCounter
                ? $"{Place.Count(key.Rows, "number is", "numbers are")} in the reference too; both merely number their rows"
                : $"{Place.Count(key.Rows, "row has a key", "rows have keys")} that the reference has too";
            findings.Add(Place.Finding(key.IsCounter ? Severity.Info : Severity.High, "keys", message, new(key.Rows, key.FirstRows), key.Column));
        }

        foreach (var date in split.Dates.Where(d => d.Rows > 0 && string.Equals(d.Column, settings.TimeColumn, StringComparison.OrdinalIgnoreCase)))
            findings.Add(Place.Finding(Severity.High, "time", $"{Place.Count(date.Rows, "row is", "rows are")} no later than the latest of the reference, {date.Latest:yyyy-MM-dd HH:mm:ss}", new(date.Rows, []), date.Column));
        var inspection = Inspection.Of(
            findings,
            $"The {split.Rows:N0} rows and the {split.ReferenceRows:N0} of the reference are apart: {Place.Percent(share)} are in both",
            n => $"{Place.Count(n, "sign", "signs")} that the dataset and its reference are not apart");
        if (split.DifferingColumns.Count == 0 || split.Gap is not null) return inspection;
        return inspection with { Gap = $"Rows were not compared: the two do not have the same features ({string.Join(", ", split.DifferingColumns.Take(5))})." };
    }
}
