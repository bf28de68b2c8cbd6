using MlSecPol.Engine.Checks;

namespace MlSecPol.Engine.Datasets.Files.Checks;

/// <summary>A file beside the dataset gives it a classification label of the organisation.</summary>
[Check("DS3.LabelPresent")]
public sealed class LabelPresent : FileCheck
{
    internal override FileQuestions Questions => FileQuestions.Companions;

    private protected override Verdict Judge(FileFacts file, DatasetFacts facts, SettingsSnapshot settings)
    {
        var companions = file.Companions!;
        var known = SettingsOf(settings).Labels.Concat(SettingsOf(settings).PublicLabels).ToList();
        var findings = new List<Finding>();
        if (companions.Labels is not [var label, ..])
        {
            if (companions.Gaps.Find(g => g.StartsWith('\'')) is { } gap) return Verdict.Error($"{gap}.");
            return Verdict.Fail("The dataset has no classification label.", Finding(Severity.Medium, "missing", "No sidecar file, dataset card or descriptor gives the dataset a classification label"));
        }

        var source = Path.GetFileName(label.Source);
        if (!known.Contains(label.Value, StringComparer.OrdinalIgnoreCase))
            findings.Add(Finding(Severity.Medium, "unknown-label", $"The label '{label.Value}' of '{source}' is none of the organisation's", subject: label.Value));
        // Labels from above describe the rest of the folder; only files as near as the first can contradict it.
        var near = companions.Labels.Where(l => Path.GetDirectoryName(l.Source) == Path.GetDirectoryName(label.Source)).Select(l => l.Value).Distinct(StringComparer.OrdinalIgnoreCase).ToList();
        if (near.Count > 1) findings.Add(Finding(Severity.Low, "several-labels", $"Files beside the dataset give it several labels: {string.Join(", ", near)}"));
        return Conclude(findings, _ => "The classification label of the dataset is not clear.", $"'{source}' labels the dataset '{label.Value}'.");
    }
}
