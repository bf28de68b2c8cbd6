using System.ComponentModel.DataAnnotations;
using MlSecPol.Engine.Artifacts;

namespace MlSecPol.Engine.Datasets.Formats;

/// <summary>
/// Bounds on what a container, a compressed file or a binary table may ask of this program before it is read. Reaching one ends the reading and is reported. All
/// start values are this project's choice.
/// </summary>
public sealed record FormatLimits
{
    /// <summary>How many containers and layers of compression may stand inside each other, 0 to 64.</summary>
    [Range(0, 64)]
    public int NestingDepth { get; init; } = 4;

    /// <summary>Most files of a folder or members of an archive that are read as one dataset, 1 to 1,000,000.</summary>
    [Range(1, 1_000_000)]
    public int MaximumParts { get; init; } = 10_000;

    /// <summary>Bytes that one file may expand to: its layers of compression, and the values of a binary table, which may repeat one entry of a dictionary.</summary>
    [Range(typeof(long), "1", "9223372036854775807")]
    public long ExpandedBytes { get; init; } = 64L << 30;

    /// <summary>Expanded bytes for each byte of the file, once <see cref="RatioFreeBytes"/> are used up, at least 1.</summary>
    [Range(1, int.MaxValue)]
    public int ExpansionRatio { get; init; } = 250;

    /// <summary>Bytes that a file of any size may expand to before <see cref="ExpansionRatio"/> is looked at.</summary>
    [Range(typeof(long), "0", "9223372036854775807")]
    public long RatioFreeBytes { get; init; } = 256L << 20;

    /// <summary>Expanded bytes kept in memory, 0 to 1,073,741,824; what is longer goes to a temporary file that disappears with the handle.</summary>
    [Range(0, 1 << 30)]
    public int BufferedBytes { get; init; } = 32 << 20;

    /// <summary>Window that a compressed stream may ask for, 65,536 to 2,147,483,647.</summary>
    [Range(typeof(long), "65536", "2147483647")]
    public long WindowBytes { get; init; } = 64L << 20;

    /// <summary>Bytes of the footer, the schema or the header of a binary table, 1,024 to 268,435,456.</summary>
    [Range(1024, 256 << 20)]
    public int MetadataBytes { get; init; } = 16 << 20;

    /// <summary>Bytes of one page of Parquet or one buffer of Arrow that has to be held in memory, packed or unpacked, 1,024 to 1,073,741,824.</summary>
    [Range(1024, 1 << 30)]
    public int PageBytes { get; init; } = 64 << 20;

    /// <summary>Rows of one row group of Parquet or one record batch of Arrow, 1 to 134,217,728; each costs 16 bytes of memory while its group is read.</summary>
    [Range(1, 128 << 20)]
    public int GroupRows { get; init; } = 8 << 20;

    /// <summary>The same limits in the words of the decompressors.</summary>
    internal ArtifactLimits ToArtifactLimits() => new()
    {
        NestingDepth = NestingDepth,
        MembersPerArchive = MaximumParts,
        ExpandedBytes = ExpandedBytes,
        ExpansionRatio = ExpansionRatio,
        RatioFreeBytes = RatioFreeBytes,
        BufferedBytes = BufferedBytes,
        DictionaryBytes = WindowBytes,
        HeaderBytes = MetadataBytes,
        SecondsPerFile = 0,
    };
}
