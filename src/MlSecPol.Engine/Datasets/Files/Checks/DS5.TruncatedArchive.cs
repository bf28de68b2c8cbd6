using MlSecPol.Engine.Artifacts;
using MlSecPol.Engine.Checks;
using MlSecPol.Engine.Datasets.Checks;

namespace MlSecPol.Engine.Datasets.Files.Checks;

/// <summary>A container or compressed file is cut off, damaged, or says of itself what is not so.</summary>
[Check("DS5.TruncatedArchive")]
public sealed class TruncatedArchive : ContainerCheck
{
    private protected override Verdict Judge(FileFacts file, DatasetFacts facts, SettingsSnapshot settings)
    {
        var content = file.Content!;
        if (!content.ShowsItsEnd) return Verdict.NotApplicable("The content is no container and has no end by which it shows that it is whole.");
        List<Finding> findings =
        [
            .. from oddity in content.Oddities
               let kind = Kind(oddity.Kind)
               where kind is not null
               select Finding(kind.Value.Severity, kind.Value.Rule, oddity.Detail.TrimEnd('.'), oddity.Member, oddity.Offset),
        ];
        var (error, notAssessed) = Gaps(content);
        return Conclude(findings, n => $"The container is damaged or contradicts itself in {Place.Count(n, "place", "places")}.", "The container is whole, down to its checksums.", error, notAssessed);
    }

    private static (Severity Severity, string Rule)? Kind(ContainerOddityKind kind) => kind switch
    {
        ContainerOddityKind.Broken => (Severity.High, "broken"),
        ContainerOddityKind.ChecksumMismatch => (Severity.High, "checksum"),
        ContainerOddityKind.SizeMismatch => (Severity.High, "size"),
        ContainerOddityKind.NameMismatch or ContainerOddityKind.MethodMismatch or ContainerOddityKind.FlagMismatch or ContainerOddityKind.MissingInOneTable
            or ContainerOddityKind.SeveralDirectories or ContainerOddityKind.OverridingName => (Severity.High, "contradiction"),
        ContainerOddityKind.DuplicateName or ContainerOddityKind.FalseEncryption => (Severity.Medium, "ambiguous"),
        ContainerOddityKind.SimilarName => (Severity.Low, "ambiguous"),
        ContainerOddityKind.HiddenBytes or ContainerOddityKind.TrailingBytes or ContainerOddityKind.LeadingBytes => (Severity.Medium, "foreign-bytes"),
        _ => null,
    };
}
