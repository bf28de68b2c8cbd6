using MlSecPol.Engine.Checks;

namespace MlSecPol.Engine.Datasets.Files.Checks;

/// <summary>The dataset belongs to an account that the system knows and the policy accepts.</summary>
[Check("DS5.Owner")]
public sealed class Owner : FileCheck
{
    // Set user, set group and the three bits to execute.
    private const int SetIdentity = 0xC00, Execute = 0x49;

    internal override FileQuestions Questions => FileQuestions.Access;

    private protected override Verdict Judge(FileFacts file, DatasetFacts facts, SettingsSnapshot settings)
    {
        var access = file.Access!;
        if (access.Gap is { } gap) return Verdict.NotAssessed($"{gap}.");
        var findings = new List<Finding>();
        var accepted = SettingsOf(settings).AllowedOwners;
        if (access is { Owner: null, OwnerId: { } number })
            findings.Add(Finding(Severity.Medium, "no-account", $"The owner {number} is no account that the system knows; whoever gets that number owns the data", subject: number));
        if (accepted.Count > 0 && access.Owner is { } owner && !accepted.Contains(owner, StringComparer.Ordinal))
            findings.Add(Finding(Severity.Medium, "not-accepted", $"The owner '{owner}' is none of those that the settings accept", subject: owner));
        if (access.Mode is { } mode && (mode & SetIdentity) != 0) findings.Add(Finding(Severity.High, "set-identity", "The mode makes whoever starts the file act as its owner or group"));
        else if (access.Mode is { } plain && (plain & Execute) != 0) findings.Add(Finding(Severity.Low, "executable", "The mode says that the file is a program"));
        return Conclude(
            findings,
            _ => "Owner or mode are not those of data.",
            $"The file belongs to '{access.Owner}' and is marked as data.",
            notAssessed: access.OwnerId is null ? "This platform does not tell who owns the file." : null);
    }
}
