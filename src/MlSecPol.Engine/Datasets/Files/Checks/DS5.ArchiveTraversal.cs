using MlSecPol.Engine.Artifacts;
using MlSecPol.Engine.Checks;
using MlSecPol.Engine.Datasets.Checks;

namespace MlSecPol.Engine.Datasets.Files.Checks;

/// <summary>Members of an archive have names that lead out of the folder it is unpacked to, or that deceive whoever reads them.</summary>
[Check("DS5.ArchiveTraversal")]
public sealed class ArchiveTraversal : ContainerCheck
{
    private protected override Verdict Judge(FileFacts file, DatasetFacts facts, SettingsSnapshot settings)
    {
        var content = file.Content!;
        if (content.Members == 0 && content.Gaps.Count == 0) return Verdict.NotApplicable("The content is no archive with named members.");
        List<Finding> findings =
        [
            .. from oddity in content.Oddities
               where oddity.Kind is ContainerOddityKind.PathTraversal or ContainerOddityKind.DeceptiveName
               let leads = oddity.Kind == ContainerOddityKind.PathTraversal
               select Finding(leads ? Severity.High : Severity.Medium, leads ? "traversal" : "deceptive-name", oddity.Detail.TrimEnd('.'), oddity.Member, oddity.Offset),
        ];
        var (error, notAssessed) = Gaps(content);
        return Conclude(findings, n => $"{Place.Count(n, "name leads", "names lead")} out of the folder or deceive.", $"All names of {Place.Count(content.Members, "member", "members")} stay in the folder.", error, notAssessed);
    }
}
