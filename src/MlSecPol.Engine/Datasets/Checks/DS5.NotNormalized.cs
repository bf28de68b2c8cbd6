using MlSecPol.Engine.Checks;

namespace MlSecPol.Engine.Datasets.Checks;

/// <summary>Text is not in Unicode normalisation form C, so that what looks equal is not.</summary>
[Check("DS5.NotNormalized")]
public sealed class NotNormalized : DatasetCheck
{
    private protected override Inspection Inspect(DatasetFacts facts, DatasetSettings settings)
    {
        List<Finding> findings =
        [
            .. facts.Columns.Where(c => c.NotNormalized.Count > 0).Select(c => Place.Finding(
                Severity.Low, "not-nfc", $"{Place.Count(c.NotNormalized.Count, "value is", "values are")} not in normalisation form C", c.NotNormalized, c.Name)),
        ];
        return Inspection.Of(findings, "All text is in normalisation form C", n => $"{Place.Count(n, "column holds", "columns hold")} text that is not in normalisation form C");
    }
}
