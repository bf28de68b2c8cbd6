namespace MlSecPol.Engine.Artifacts;

/// <summary>
/// How much a single artifact may cost. A limit that is reached is reported with its name and is never a pass; what was found before stays.
/// All start values are chosen by this project.
/// </summary>
public sealed record ArtifactLimits
{
    /// <summary>How many containers and compression layers may stand inside each other.</summary>
    public int NestingDepth { get; init; } = 8;

    /// <summary>Members of one archive, counted over all its tables.</summary>
    public int MembersPerArchive { get; init; } = 100_000;

    /// <summary>Bytes that all members and layers of one file together may expand to. Stored members and tensors that are not read do not count.</summary>
    public long ExpandedBytes { get; init; } = 16L << 30;

    /// <summary>Expanded bytes for each byte of the file, once <see cref="RatioFreeBytes"/> are used up. Ratio alone is no attack: untrained weights are zeros.</summary>
    public int ExpansionRatio { get; init; } = 250;

    /// <summary>Bytes that a file of any size may expand to before <see cref="ExpansionRatio"/> is looked at.</summary>
    public long RatioFreeBytes { get; init; } = 256L << 20;

    /// <summary>Expanded bytes kept in memory; what is longer goes to a temporary file that disappears with the handle.</summary>
    public int BufferedBytes { get; init; } = 8 << 20;

    /// <summary>Window that an lzma or xz stream may ask for; the highest preset of the common tool asks for as much.</summary>
    public long DictionaryBytes { get; init; } = 64L << 20;

    /// <summary>Bytes of one textual header, for example the JSON header of a safetensors file, whose own reader has the same limit.</summary>
    public long HeaderBytes { get; init; } = 100_000_000;

    /// <summary>Nesting of one JSON header.</summary>
    public int HeaderDepth { get; init; } = 128;

    /// <summary>Seconds that reading one file may take; 0 means no limit.</summary>
    public int SecondsPerFile { get; init; } = 60;
}
