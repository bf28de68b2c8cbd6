using System.ComponentModel.DataAnnotations;
using MlSecPol.Engine.Artifacts;

namespace MlSecPol.Engine.Datasets.Files;

/// <summary>How much looking through the containers of a dataset may cost. They are larger than those of models, and nothing but their beginnings is kept.</summary>
public sealed record ContainerLimits
{
    /// <summary>How many containers and compression layers may stand inside each other.</summary>
    [Range(0, 64)]
    public int NestingDepth { get; init; } = 8;

    /// <summary>Members of one archive, counted over all its tables.</summary>
    [Range(1, int.MaxValue)]
    public int MembersPerArchive { get; init; } = 1_000_000;

    /// <summary>Bytes that all members and layers of one file together may expand to.</summary>
    [Range(typeof(long), "1", "9223372036854775807")]
    public long ExpandedBytes { get; init; } = 1L << 40;

    /// <summary>Expanded bytes for each byte of the file, once <see cref="RatioFreeBytes"/> are used up. Tables rarely reach 20; deflate cannot go beyond 1,032 in one layer.</summary>
    [Range(1, int.MaxValue)]
    public int ExpansionRatio { get; init; } = 250;

    /// <summary>Bytes that a file of any size may expand to before <see cref="ExpansionRatio"/> is looked at.</summary>
    [Range(typeof(long), "0", "9223372036854775807")]
    public long RatioFreeBytes { get; init; } = 256L << 20;

    /// <summary>Window that an lzma, xz or Zstandard stream may ask for.</summary>
    [Range(typeof(long), "65536", "2147483647")]
    public long DictionaryBytes { get; init; } = 64L << 20;

    /// <summary>The same in the words of whoever opens artifacts.</summary>
    internal ArtifactLimits ToArtifactLimits() => new()
    {
        NestingDepth = NestingDepth,
        MembersPerArchive = MembersPerArchive,
        ExpandedBytes = ExpandedBytes,
        ExpansionRatio = ExpansionRatio,
        RatioFreeBytes = RatioFreeBytes,
        DictionaryBytes = DictionaryBytes,
    };
}
