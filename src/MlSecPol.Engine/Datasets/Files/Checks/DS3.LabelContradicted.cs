using MlSecPol.Engine.Checks;

namespace MlSecPol.Engine.Datasets.Files.Checks;

/// <summary>Data that is labelled public holds no direct identifiers and no secrets.</summary>
[Check("DS3.LabelContradicted")]
public sealed class LabelContradicted : FileCheck
{
    // Checks whose failure contradicts such a label.
    private static readonly string[] Contradicting = ["DS4.DirectIdentifiers", "DS5.SecretsInData"];

    internal override FileQuestions Questions => FileQuestions.Companions;

    private protected override Verdict Judge(FileFacts file, DatasetFacts facts, SettingsSnapshot settings)
    {
        if (file.Companions!.Labels is not [var label, ..]) return Verdict.NotApplicable("The dataset has no classification label that could be contradicted.");
        if (!SettingsOf(settings).PublicLabels.Contains(label.Value, StringComparer.OrdinalIgnoreCase)) return Verdict.Pass($"The label '{label.Value}' makes nothing public.");
        var answers = CheckSet<DatasetFacts>.All.Entries.Where(e => Contradicting.Contains(e.Info.CheckId, StringComparer.Ordinal)).Select(e => (e.Info.CheckId, Verdict: e.Check.Evaluate(facts, settings))).ToList();
        List<Finding> findings =
        [
            .. from answer in answers
               from found in answer.Verdict.Findings
               where answer.Verdict.Status == CheckStatus.Fail && found.Severity > Severity.Info
               select found with { Severity = Severity.Critical, Message = $"{found.Message}, and '{Path.GetFileName(label.Source)}' labels the data '{label.Value}'" },
        ];
        var open = answers.Find(a => a.Verdict.Status is CheckStatus.Error or CheckStatus.NotAssessed);
        return Conclude(
            findings,
            _ => $"The data is labelled '{label.Value}' and holds what must not be public.",
            $"Nothing was found that contradicts the label '{label.Value}'.",
            open.Verdict?.Status == CheckStatus.Error ? $"{open.CheckId}: {open.Verdict.Message}" : null,
            open.Verdict is null ? null : $"{open.CheckId}: {open.Verdict.Message}");
    }
}
