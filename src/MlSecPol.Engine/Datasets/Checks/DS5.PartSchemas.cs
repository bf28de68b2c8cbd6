using MlSecPol.Engine.Checks;

namespace MlSecPol.Engine.Datasets.Checks;

/// <summary>Files that are read as one dataset have different columns or formats.</summary>
[Check("DS5.PartSchemas")]
public sealed class PartSchemas : DatasetCheck
{
    /// <inheritdoc/>
    protected override bool NeedsWholeContent => false;

    private protected override Inspection Inspect(DatasetFacts facts, DatasetSettings settings)
    {
        var parts = facts.Storage.Parts;
        if (parts.Count == 0) return Inspection.NotApplicable("The dataset is a single file.");
        var findings = new List<Finding>();
        foreach (var part in parts)
        {
            if (part.Difference is { } difference)
            {
                findings.Add(new()
                {
                    Severity = part.FirstRow == 0 ? Severity.Medium : Severity.Low,
                    Rule = part.FirstRow == 0 ? "other-columns" : "differing-columns",
                    Message = $"'{part.Name}' differs from the first file: {difference}",
                    Location = part.Name,
                });
            }
            else if (part.Rows == 0)
            {
                findings.Add(new() { Severity = Severity.Info, Rule = "not-a-part", Message = $"'{part.Name}' is {part.FormatName} and gives no rows", Location = part.Name });
            }
        }

        var read = parts.Count(p => p.Rows > 0);
        return Inspection.Of(findings, $"{Place.Count(read, "file gives", "files give")} rows with the same columns", n => $"{Place.Count(n, "file differs", "files differ")} from the first one");
    }
}
