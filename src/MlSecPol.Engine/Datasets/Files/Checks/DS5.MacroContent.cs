using MlSecPol.Engine.Checks;
using MlSecPol.Engine.Datasets.Checks;
using MlSecPol.Engine.Datasets.Files.Containers;

namespace MlSecPol.Engine.Datasets.Files.Checks;

/// <summary>An office document carries macros or controls that run when it is opened.</summary>
[Check("DS5.MacroContent")]
public sealed class MacroContent : ContainerCheck
{
    private protected override Verdict Judge(FileFacts file, DatasetFacts facts, SettingsSnapshot settings)
    {
        List<Finding> findings = [.. file.Content!.Threats.Where(t => t.Kind == ThreatKind.Macro).Select(t => Finding(Severity.High, "macro", t.Detail, t.Member, t.Offset))];
        var (error, notAssessed) = Gaps(file.Content);
        return Conclude(findings, n => $"{Place.Count(n, "macro or control stands", "macros or controls stand")} in the document.", "No macros and no controls of office programs.", error, notAssessed);
    }
}
