using MlSecPol.Engine.Artifacts;
using MlSecPol.Engine.Checks;

namespace MlSecPol.Engine.Datasets.Files.Checks;

/// <summary>The content expands, nests or repeats itself beyond all proportion.</summary>
[Check("DS5.ArchiveBomb")]
public sealed class ArchiveBomb : ContainerCheck
{
    private protected override Verdict Judge(FileFacts file, DatasetFacts facts, SettingsSnapshot settings)
    {
        var content = file.Content!;
        if (!content.IsContainer) return Verdict.NotApplicable("The content is no container.");
        List<Finding> findings =
        [
            .. from oddity in content.Oddities
               where oddity.Kind is ContainerOddityKind.Bomb or ContainerOddityKind.Overlap
               select Finding(Severity.High, oddity.Kind == ContainerOddityKind.Bomb ? "expansion" : "overlap", oddity.Detail.TrimEnd('.'), oddity.Member, oddity.Offset),
        ];
        findings.AddRange(content.Gaps
            .Where(g => g.Kind == ArtifactErrorKind.LimitReached && !findings.Exists(f => f.Message == g.Reason))
            .Select(g => Finding(Severity.High, "limit", g.Reason, g.Member)));
        var (error, notAssessed) = Gaps(content);
        return Conclude(findings, _ => "The content expands beyond the limits, or its members share bytes.", "The content expands within the limits.", error, notAssessed);
    }
}
