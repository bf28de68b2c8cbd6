using MlSecPol.Engine.Checks;
using MlSecPol.Engine.Datasets.Checks;
using MlSecPol.Engine.Datasets.Files.Encryption;

namespace MlSecPol.Engine.Datasets.Files.Checks;

/// <summary>Whether the file is encrypted itself, all of it, and by a scheme that holds.</summary>
[Check("DS1.EncryptedContainer")]
public sealed class EncryptedContainer : ContainerCheck
{
    private protected override Verdict Judge(FileFacts file, DatasetFacts facts, SettingsSnapshot settings)
    {
        var content = file.Content!;
        List<Finding> findings =
        [
            .. content.Encrypted.Select(e => Finding(
                e.Strength switch { EncryptionStrength.Weak => Severity.High, EncryptionStrength.Doubtful => Severity.Low, _ => Severity.Info },
                e.Strength switch { EncryptionStrength.Weak => "weak", EncryptionStrength.Doubtful => "doubtful", _ => "encrypted" },
                e.Detail,
                e.Member,
                subject: e.Scheme)),
        ];
        if (content is { Encrypted.Count: > 0, PlainMembers: > 0 })
            findings.Add(Finding(Severity.Medium, "partly", $"{Place.Count(content.PlainMembers, "member of the archive is", "members of the archive are")} not encrypted, others are"));
        if (content.Encrypted.Count > 0)
            return Conclude(findings, _ => "The encryption of the file is incomplete or does not hold.", $"The file is encrypted: {string.Join(", ", content.Encrypted.Select(e => e.Scheme).Distinct(StringComparer.Ordinal))}.");
        if (content.LooksRandom) return Verdict.NotAssessed("Unknown: the bytes look random and no header says why; they may be encrypted, compressed or noise.");
        if (Gaps(content) is { Error: { } error }) return Verdict.Error(error);
        const string plain = "The file is not encrypted itself";
        return SettingsOf(settings).RequireEncryption
            ? Verdict.Fail($"{plain}.", Finding(Severity.High, "plain", $"{plain}, as the settings require"))
            : Verdict.NotApplicable($"{plain}; whether the volume is, DS1.EncryptedVolume tells.");
    }
}
