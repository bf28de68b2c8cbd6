using MlSecPol.Engine.Checks;
using MlSecPol.Engine.Datasets.Files.Antivirus;

namespace MlSecPol.Engine.Datasets.Files.Checks;

/// <summary>An antivirus engine with fresh signatures looked at all of the file and found nothing.</summary>
[Check("DS5.Antivirus")]
public sealed class Antivirus : FileCheck
{
    internal override FileQuestions Questions => FileQuestions.Antivirus;

    private protected override Verdict Judge(FileFacts file, DatasetFacts facts, SettingsSnapshot settings)
    {
        var outcome = file.Antivirus!;
        switch (outcome.State)
        {
            case AntivirusState.Found:
                return Verdict.Fail($"{outcome.Detail}.", Finding(Severity.Critical, "found", outcome.Detail, subject: outcome.Threat));
            case AntivirusState.Lost or AntivirusState.Failed:
                return Verdict.Error($"{outcome.Detail}.");
            case not AntivirusState.Clean:
                return Verdict.NotAssessed($"{outcome.Detail}.");
        }

        var limit = SettingsOf(settings).Antivirus.DatabaseDays;
        if (outcome.Engine?.DatabaseDate is not { } date) return Verdict.NotAssessed($"{outcome.Detail}, but it does not tell how old its signatures are.");
        var days = (int)(DateTimeOffset.UtcNow - date).TotalDays;
        return days > limit
            ? Verdict.NotAssessed($"{outcome.Detail}, but its signatures are {days} days old, more than {limit}.")
            : Verdict.Pass(FormattableString.Invariant($"{outcome.Detail}, with signatures of {date:yyyy-MM-dd}."));
    }
}
