using MlSecPol.Engine.Checks;

namespace MlSecPol.Engine.Datasets.Checks;

/// <summary>The name of the file promises another format than its content has.</summary>
[Check("DS5.MagicMismatch")]
public sealed class MagicMismatch : DatasetCheck
{
    /// <inheritdoc/>
    protected override bool AsksAboutRows => false;

    /// <inheritdoc/>
    protected override bool NeedsWholeContent => false;

    private protected override Inspection Inspect(DatasetFacts facts, DatasetSettings settings)
    {
        var findings = new List<Finding>();
        if (DatasetExtensions.BrokenPromise(facts) is { } promised)
        {
            findings.Add(new()
            {
                Severity = Severity.Medium,
                Rule = "extension",
                Message = $"The extension '{Path.GetExtension(facts.Path)}' promises {promised}, the content is {facts.FormatName}",
                Location = "offset 0",
                Offset = 0,
            });
        }
        else if (facts.Delimiter is { } delimiter and not '\t' && DatasetExtensions.IsTabSeparated(facts.Path) && facts.Columns.Count > 1)
        {
            findings.Add(new()
            {
                Severity = Severity.Low,
                Rule = "delimiter",
                Message = $"The extension '{Path.GetExtension(facts.Path)}' promises tab characters between cells, the content has '{delimiter}'",
                Location = "offset 0",
                Offset = 0,
            });
        }

        foreach (var part in facts.Storage.Parts.Where(p => p.BrokenPromise is not null))
        {
            findings.Add(new()
            {
                Severity = Severity.Medium,
                Rule = "extension",
                Message = $"The extension '{Path.GetExtension(part.Name)}' promises {part.BrokenPromise}, the content is {part.FormatName}",
                Location = part.Name,
            });
        }

        return Inspection.Of(findings, $"The content, {facts.FormatName}, fits the name", _ => $"The content is {facts.FormatName}, the name says otherwise");
    }
}
