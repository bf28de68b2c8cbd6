using MlSecPol.Engine.Checks;

namespace MlSecPol.Engine.Datasets.Files.Checks;

/// <summary>The antivirus engine that looks at datasets has fresh signatures.</summary>
[Check("DS5.SignatureAge")]
public sealed class SignatureAge : FileCheck
{
    internal override FileQuestions Questions => FileQuestions.Antivirus;

    private protected override Verdict Judge(FileFacts file, DatasetFacts facts, SettingsSnapshot settings)
    {
        if (file.Antivirus!.Engine is not { } engine) return Verdict.NotAssessed($"{file.Antivirus.Detail}.");
        if (engine.DatabaseDate is not { } date) return Verdict.NotAssessed($"{engine.Name} does not tell how old its signatures are.");
        var limit = SettingsOf(settings).Antivirus.DatabaseDays;
        var days = (int)(DateTimeOffset.UtcNow - date).TotalDays;
        var told = FormattableString.Invariant($"The signatures of {engine.Name} are of {date:yyyy-MM-dd}, {days} days old");
        return days > limit
            ? Verdict.Fail($"{told}.", Finding(Severity.Medium, "stale", $"{told}, more than {limit}; what is newer is not found", subject: engine.Name))
            : Verdict.Pass($"{told}.");
    }
}
