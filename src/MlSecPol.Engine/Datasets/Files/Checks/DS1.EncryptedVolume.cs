using MlSecPol.Engine.Checks;
using MlSecPol.Engine.Datasets.Files.Volumes;

namespace MlSecPol.Engine.Datasets.Files.Checks;

/// <summary>The storage on which the dataset lies is encrypted.</summary>
[Check("DS1.EncryptedVolume")]
public sealed class EncryptedVolume : FileCheck
{
    internal override FileQuestions Questions => FileQuestions.Volume;

    private protected override Verdict Judge(FileFacts file, DatasetFacts facts, SettingsSnapshot settings) => file.Volume! switch
    {
        { State: VolumeState.Encrypted, Detail: var detail } => Verdict.Pass($"{detail}."),
        { State: VolumeState.Plain, Detail: var detail } => Verdict.Fail($"{detail}.", Finding(Severity.Medium, "plain-volume", $"{detail}; whether the drive or its provider encrypts out of sight is not known")),
        { Detail: var detail } => Verdict.NotAssessed($"{detail}."),
    };
}
