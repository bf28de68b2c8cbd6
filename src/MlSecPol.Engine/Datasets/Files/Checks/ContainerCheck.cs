using MlSecPol.Engine.Artifacts;
using MlSecPol.Engine.Datasets.Files.Containers;

namespace MlSecPol.Engine.Datasets.Files.Checks;

/// <summary>What checks on the content of containers have in common: parts that were not looked at are no reason to pass.</summary>
public abstract class ContainerCheck : FileCheck
{
    internal override FileQuestions Questions => FileQuestions.Content;

    /// <summary>Why there is no plain pass: broken or limited parts are errors, encrypted and unsupported ones are not assessed.</summary>
    private protected static (string? Error, string? NotAssessed) Gaps(ContainerFacts content)
    {
        var broken = content.Gaps.Find(g => g is { IsUnsupported: false, Kind: not ArtifactErrorKind.Encrypted });
        var closed = content.Gaps.Find(g => g.IsUnsupported || g.Kind == ArtifactErrorKind.Encrypted);
        var encrypted = content.Encrypted.Count > 0 ? content.Encrypted[0].Detail : null;
        return (
            broken is null ? null : $"Not everything was looked at: {Told(broken)}.",
            closed is not null ? $"Not everything was looked at: {Told(closed)}." : encrypted is not null ? $"What is encrypted was not looked at: {encrypted}." : null);
    }

    private static string Told(ContainerGap gap) => gap.Member is null ? gap.Reason : $"{gap.Member}: {gap.Reason}";
}
