using MlSecPol.Engine.Checks;
using MlSecPol.Engine.Datasets.Checks;

namespace MlSecPol.Engine.Datasets.Files.Checks;

/// <summary>Links stand in an archive, or the dataset is one on disk.</summary>
[Check("DS5.Symlinks")]
public sealed class Symlinks : ContainerCheck
{
    internal override FileQuestions Questions => FileQuestions.Content | FileQuestions.Access;

    private protected override Verdict Judge(FileFacts file, DatasetFacts facts, SettingsSnapshot settings)
    {
        List<Finding> findings =
        [
            .. file.Content!.Links.Select(l => Finding(l.LeadsAway ? Severity.High : Severity.Low, l.LeadsAway ? "link-away" : "link-inside", l.Detail, l.Member, l.Offset)),
        ];
        if (file.Access is { LinkTarget: { } target } access)
            findings.Add(Finding(access.LinkLeadsAway ? Severity.High : Severity.Low, access.LinkLeadsAway ? "disk-link-away" : "disk-link-inside", $"The path is a link to '{target}'; whoever can change the link changes the dataset"));
        if (file.Access?.HardLinks > 1)
            findings.Add(Finding(Severity.Info, "hard-links", $"The file has {file.Access.HardLinks} names; it can be changed under each of them"));
        var (error, notAssessed) = Gaps(file.Content);
        return Conclude(findings, n => $"{Place.Count(n, "link stands", "links stand")} in place of data.", "The dataset is a file of its own and holds no links.", error ?? (file.Access?.Gap is { } gap ? $"{gap}." : null), notAssessed);
    }
}
