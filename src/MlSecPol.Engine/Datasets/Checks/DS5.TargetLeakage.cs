using MlSecPol.Engine.Checks;
using MlSecPol.Engine.Datasets.Learning;

namespace MlSecPol.Engine.Datasets.Checks;

/// <summary>One column alone tells the label: it was made from it, or names rows in its order.</summary>
[Check("DS5.TargetLeakage")]
public sealed class TargetLeakage : LearningCheck
{
    // Below this a half of the rows has too few to try what the other half teaches.
    private const int FewestRows = 20;

    private protected override Inspection Inspect(LearningFacts learning, DatasetSettings settings)
    {
        if (learning.Labelled < FewestRows) return Inspection.NotApplicable($"There are fewer than {FewestRows} rows with a label.");
        if (learning.Classes.Count == 1) return Inspection.NotApplicable($"The label '{learning.Label}' has a single value.");
        var findings = learning.Features.Where(f => f.Score >= settings.MaximumPredictivePower).Select(f => new Finding
        {
            Severity = Severity.High,
            Rule = f.IsKey ? "key" : "feature",
            Message = f.IsKey
                ? $"The column names rows and alone tells '{learning.Label}': predictive power {f.Score:0.00}"
                : $"The feature alone tells '{learning.Label}': predictive power {f.Score:0.00}, from {settings.MaximumPredictivePower:0.00} on it is taken for a leak",
            Location = Place.Of(f.Column, null, null),
            Column = f.Column,
        }).ToList();
        var most = learning.Features.Count > 0 ? $"; '{learning.Features[0].Column}' tells most, with a predictive power of {learning.Features[0].Score:0.00}" : string.Empty;
        return Inspection.Of(
            findings,
            $"No column alone tells '{learning.Label}'{most}",
            n => $"{Place.Count(n, "column alone tells", "columns alone tell")} '{learning.Label}'");
    }
}
