using MlSecPol.Engine.Checks;

namespace MlSecPol.Engine.Datasets.Files.Checks;

/// <summary>The file is larger than accepted.</summary>
[Check("DS5.SizeLimit")]
public sealed class SizeLimit : FileCheck
{
    internal override FileQuestions Questions => FileQuestions.Access;

    private protected override Verdict Judge(FileFacts file, DatasetFacts facts, SettingsSnapshot settings)
    {
        var limit = SettingsOf(settings).MaximumBytes;
        if (facts.Length == 0)
            return Verdict.Fail("The file is empty.", Finding(Severity.Medium, "empty", "The file has no bytes; an export that failed leaves such a file"));
        return facts.Length <= limit
            ? Verdict.Pass($"The file has {facts.Length} bytes, no more than {limit}.")
            : Verdict.Error($"The file has {facts.Length} bytes, more than {limit} (setting datasets.file.maximumBytes).", Finding(Severity.High, "limit", $"{facts.Length} bytes are more than {limit}"));
    }
}
