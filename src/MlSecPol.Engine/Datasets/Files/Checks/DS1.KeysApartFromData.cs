using MlSecPol.Engine.Checks;
using MlSecPol.Engine.Datasets.Checks;

namespace MlSecPol.Engine.Datasets.Files.Checks;

/// <summary>No private key lies in the folder of the dataset.</summary>
[Check("DS1.KeysApartFromData")]
public sealed class KeysApartFromData : FileCheck
{
    internal override FileQuestions Questions => FileQuestions.Companions;

    private protected override Verdict Judge(FileFacts file, DatasetFacts facts, SettingsSnapshot settings)
    {
        List<Finding> findings = [.. file.Companions!.Keys.Select(k => Finding(Severity.High, "key", $"'{Path.GetFileName(k.Source)}' in the same folder is {k.Value}", subject: Path.GetFileName(k.Source)))];
        return Conclude(findings, n => $"{Place.Count(n, "private key lies", "private keys lie")} beside the data.", "No private key lies in the folder of the dataset.", notAssessed: file.Companions.KeyGap is { } gap ? $"{gap}." : null);
    }
}
