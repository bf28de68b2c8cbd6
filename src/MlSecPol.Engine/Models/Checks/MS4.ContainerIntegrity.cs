using MlSecPol.Engine.Artifacts;
using MlSecPol.Engine.Checks;

namespace MlSecPol.Engine.Models.Checks;

/// <summary>Fails when the container of a model contradicts itself, hides something or leads out of its folder.</summary>
[Check("MS4.ContainerIntegrity")]
public sealed class ContainerIntegrity : Check<ModelFacts>
{
    private const long PaddingAtMost = 1 << 16;

    /// <inheritdoc/>
    public override Verdict Evaluate(ModelFacts facts, SettingsSnapshot settings)
    {
        ArgumentNullException.ThrowIfNull(facts);
        ArgumentNullException.ThrowIfNull(settings);
        var findings = FindingNames.Distinguish([.. facts.Oddities.Select(Judge), .. facts.UnownedRanges.Select(r => Judge(r, facts.Length))]);
        var worst = findings.MaxBy(f => f.Severity);
        if (worst is { Severity: >= Severity.High } || (worst is { Severity: Severity.Medium } && settings.Get<ModelSettings>().Strict)) return Verdict.Fail(worst.Message, findings);
        if (facts.Gaps.FirstOrDefault(g => g.Kind is CoverageGapKind.Truncated or CoverageGapKind.LimitReached or CoverageGapKind.Malformed && Concerns(g, facts)) is { } gap)
            return Verdict.Error(gap.Reason, findings);
        if (facts.ContainersRead > 0) return Verdict.Pass(Agreement(facts.ContainersRead), findings);
        if (facts.UnsupportedFormat is { } format) return Verdict.NotAssessed($"The content is of a kind that is not read: {format}.");
        return findings.Count > 0
            ? Verdict.Pass("The file is no container; bytes that nobody owns are noted.", findings)
            : Verdict.NotApplicable("The file is no archive and is not compressed.");
    }

    /// <summary>A header that cannot be read inside a sound container, or a format that is no container, is another check's affair.</summary>
    private static bool Concerns(CoverageGap gap, ModelFacts facts) =>
        gap.Kind == CoverageGapKind.LimitReached || facts.ContainersRead > 0 || facts.Length == 0;

    private static Finding Judge(ContainerOddity oddity) => new()
    {
        Severity = oddity.Kind switch
        {
            ContainerOddityKind.ChecksumMismatch or ContainerOddityKind.SimilarName or ContainerOddityKind.Encrypted or ContainerOddityKind.UnknownMethod
                or ContainerOddityKind.Broken => Severity.Medium,
            _ => Severity.High,
        },
        Rule = "container:" + oddity.Kind,
        Subject = oddity.Member?[(oddity.Member.LastIndexOf('!') + 1)..],
        Message = oddity.Detail,
        Member = oddity.Member,
        Offset = oddity.Offset,
        Location = Place(oddity.Member, oddity.Offset),
    };

    private static Finding Judge(UnownedRange range, long fileLength)
    {
        var where = range.Offset == 0 ? "Before the first part of the format" : range.Member is null && range.Offset + range.Length == fileLength ? "After the end of the format" : "Between its parts";
        var verb = range.Length == 1 ? "stands 1 byte that belongs" : $"stand {range.Length} bytes that belong";
        var (severity, rule, what) = range switch
        {
            { IsZero: true, Length: <= PaddingAtMost } => (Severity.Low, "unowned:padding", "zeros"),
            _ when IsExecutable(range.Content) => (Severity.High, "unowned:executable", Describe(range.Content)),
            _ when IsContainerOrProgram(range.Content) => (Severity.High, "unowned:hidden-format", Describe(range.Content)),
            // Several calls of numpy.save with one open file write one array behind the other.
            { Content: ArtifactFormat.NumPy } => (Severity.Info, "unowned:data", Describe(range.Content)),
            { Content: ArtifactFormat.Empty } => (Severity.Low, "unowned:data", Describe(range.Content)),
            _ => (Severity.Medium, "unowned:data", range.Content == ArtifactFormat.Unknown ? "data of no known format" : Describe(range.Content)),
        };
        return new Finding
        {
            Severity = severity,
            Rule = rule,
            Subject = $"{where}: {what}",
            Message = $"{where} {verb} to nothing: {what}.",
            Member = range.Member,
            Offset = range.Offset,
            Location = Place(range.Member, range.Offset),
        };
    }

    private static string Agreement(int containers) => containers == 1
        ? "1 container read; its tables agree with its content."
        : $"{containers} containers read; their tables agree with their content.";

    private static bool IsExecutable(ArtifactFormat format) =>
        format is ArtifactFormat.Elf or ArtifactFormat.PortableExecutable or ArtifactFormat.MachO or ArtifactFormat.JavaClass or ArtifactFormat.WebAssembly
            or ArtifactFormat.Marshal or ArtifactFormat.Script or ArtifactFormat.Html;

    private static bool IsContainerOrProgram(ArtifactFormat format) =>
        format is ArtifactFormat.Pickle or ArtifactFormat.TorchLegacy or ArtifactFormat.Zip or ArtifactFormat.Tar or ArtifactFormat.SevenZip or ArtifactFormat.Rar
            or ArtifactFormat.Gzip or ArtifactFormat.Bzip2 or ArtifactFormat.Xz or ArtifactFormat.Zstandard or ArtifactFormat.Lz4 or ArtifactFormat.Hdf5
            or ArtifactFormat.SafeTensors or ArtifactFormat.Gguf or ArtifactFormat.Pdf or ArtifactFormat.Ole;

    private static string Describe(ArtifactFormat format) => FormatCatalogue.Describe(format).DisplayName;

    private static string Place(string? member, long? offset) => (member, offset) switch
    {
        (null, null) => "file",
        (null, _) => $"offset {offset}",
        (_, null) => member,
        _ => $"{member}, offset {offset}",
    };
}
