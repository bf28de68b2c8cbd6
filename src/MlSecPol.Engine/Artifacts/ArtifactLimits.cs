using System.ComponentModel.DataAnnotations;

namespace MlSecPol.Engine.Artifacts;

/// <summary>
/// How much a single artifact may cost. A limit that is reached is reported with its name and is never a pass; what was found before stays.
/// All start values are chosen by this project.
/// </summary>
public sealed record ArtifactLimits
{
    /// <summary>How many containers and compression layers may stand inside each other.</summary>
    [Range(0, 64)]
    public int NestingDepth { get; init; } = 8;

    /// <summary>Members of one archive, counted over all its tables.</summary>
    [Range(1, int.MaxValue)]
    public int MembersPerArchive { get; init; } = 100_000;

    /// <summary>Bytes that all members and layers of one file together may expand to. Stored members and tensors that are not read do not count.</summary>
    [Range(typeof(long), "1", "9223372036854775807")]
    public long ExpandedBytes { get; init; } = 16L << 30;

    /// <summary>Expanded bytes for each byte of the file, once <see cref="RatioFreeBytes"/> are used up. Ratio alone is no attack: untrained weights are zeros.</summary>
    [Range(1, int.MaxValue)]
    public int ExpansionRatio { get; init; } = 250;

    /// <summary>Bytes that a file of any size may expand to before <see cref="ExpansionRatio"/> is looked at.</summary>
    [Range(typeof(long), "0", "9223372036854775807")]
    public long RatioFreeBytes { get; init; } = 256L << 20;

    /// <summary>Expanded bytes kept in memory; what is longer goes to a temporary file that disappears with the handle.</summary>
    [Range(0, 1 << 30)]
    public int BufferedBytes { get; init; } = 8 << 20;

    /// <summary>Window that an lzma or xz stream may ask for; the highest preset of the common tool asks for as much.</summary>
    [Range(typeof(long), "65536", "2147483647")]
    public long DictionaryBytes { get; init; } = 64L << 20;

    /// <summary>Bytes of one textual header, for example the JSON header of a safetensors file, whose own reader has the same limit.</summary>
    [Range(typeof(long), "1", "1073741824")]
    public long HeaderBytes { get; init; } = 100_000_000;

    /// <summary>Nesting of one JSON header.</summary>
    [Range(1, 1_000)]
    public int HeaderDepth { get; init; } = 128;

    /// <summary>Seconds that reading one file may take; 0 means no limit.</summary>
    [Range(0, 86_400)]
    public int SecondsPerFile { get; init; } = 60;
}
