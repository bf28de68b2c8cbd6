using MlSecPol.Engine.Checks;
using MlSecPol.Engine.Datasets.Learning;

namespace MlSecPol.Engine.Datasets.Checks;

/// <summary>Rows look as if they were put there to teach a backdoor: an indicator, not a proof.</summary>
[Check("DS5.PoisonIndicators")]
public sealed class PoisonIndicators : LearningCheck
{
    private protected override Inspection Inspect(LearningFacts learning, DatasetSettings settings)
    {
        if (learning.IsNumber) return Inspection.NotApplicable($"The label '{learning.Label}' is a number.");
        if (learning.Classes.Count < 2) return Inspection.NotApplicable($"The label '{learning.Label}' has no two classes.");
        var findings = learning.Poison.Select(p => new Finding
        {
            Severity = Severity.High,
            Rule = p.Kind,
            Subject = p.Trigger,
            Message = p.Kind == "spectral"
                ? $"An indicator of poisoned rows of class '{p.Label}': {p.Detail}"
                : $"An indicator of poisoned rows: '{p.Trigger}' is bound to class '{p.Label}': {p.Detail}",
            Location = Place.Of(p.Column, p.FirstRow, null),
            Column = p.Column,
            Row = p.FirstRow,
            Count = p.Rows,
        }).ToList();
        var inspection = Inspection.Of(
            findings,
            $"No word, value or group of rows looks planted ({learning.Labelled:N0} rows, groups and contexts in {learning.SampledRows:N0} sampled ones)",
            n => $"{Place.Count(n, "sign", "signs")} of planted rows");
        return learning.AreWordsForgotten ? inspection with { Message = $"{inspection.Message}; words that came once were forgotten as there are too many" } : inspection;
    }
}
