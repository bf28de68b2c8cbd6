using MlSecPol.Engine.Datasets.Files.Access;
using MlSecPol.Engine.Datasets.Files.Antivirus;
using MlSecPol.Engine.Datasets.Files.Checksums;
using MlSecPol.Engine.Datasets.Files.Companions;
using MlSecPol.Engine.Datasets.Files.Containers;
using MlSecPol.Engine.Datasets.Files.Signatures;
using MlSecPol.Engine.Datasets.Files.Volumes;

namespace MlSecPol.Engine.Datasets.Files;

/// <summary>What is known of a dataset as a file. What no check asked for is null.</summary>
internal sealed record FileFacts
{
    /// <summary>The files of a folder that is one dataset, which are judged one by one; empty for a file.</summary>
    internal IReadOnlyList<(DatasetFacts Dataset, FileFacts File)> Parts { get; init; } = [];

    /// <summary>SHA-256 of the content, lower-case hexadecimal; null where nobody asked.</summary>
    internal string? Sha256 { get; init; }

    /// <summary>What stands in it beside data.</summary>
    internal ContainerFacts? Content { get; init; }

    /// <summary>What manifests state of it, compared.</summary>
    internal IReadOnlyList<StatedChecksum>? Checksums { get; init; }

    /// <summary>The detached signatures beside it, verified.</summary>
    internal IReadOnlyList<SignatureOutcome>? Signatures { get; init; }

    /// <summary>What the antivirus engine says.</summary>
    internal AntivirusOutcome? Antivirus { get; init; }

    /// <summary>The storage below it.</summary>
    internal VolumeFacts? Volume { get; init; }

    /// <summary>What stands beside it.</summary>
    internal CompanionFacts? Companions { get; init; }

    /// <summary>Who may do what with it.</summary>
    internal AccessFacts? Access { get; init; }
}
