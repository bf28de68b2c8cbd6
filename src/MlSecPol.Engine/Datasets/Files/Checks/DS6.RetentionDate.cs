using System.Globalization;
using MlSecPol.Engine.Checks;

namespace MlSecPol.Engine.Datasets.Files.Checks;

/// <summary>The day until which the data may be kept has not passed.</summary>
[Check("DS6.RetentionDate")]
public sealed class RetentionDate : FileCheck
{
    internal override FileQuestions Questions => FileQuestions.Companions;

    private protected override Verdict Judge(FileFacts file, DatasetFacts facts, SettingsSnapshot settings)
    {
        if (file.Companions!.Retention is not [var stated, ..]) return Verdict.NotApplicable("No file beside the dataset states until when it may be kept.");
        var source = Path.GetFileName(stated.Source);
        if (!DateTimeOffset.TryParse(stated.Value, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var end) || stated.Value.Length < 8)
            return Verdict.NotAssessed($"'{source}' states '{stated.Value}' as {stated.Key}, which is no date.");
        // A day lasts to its end.
        if (end.TimeOfDay == TimeSpan.Zero) end = end.AddDays(1);
        var told = FormattableString.Invariant($"'{source}' lets the data be kept until {stated.Value}");
        return end < DateTimeOffset.UtcNow
            ? Verdict.Fail($"{told}, which has passed.", Finding(Severity.High, "passed", $"{told}, which has passed", subject: stated.Key))
            : Verdict.Pass($"{told}.");
    }
}
