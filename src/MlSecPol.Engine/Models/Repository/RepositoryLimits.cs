using System.ComponentModel.DataAnnotations;

namespace MlSecPol.Engine.Models.Repository;

/// <summary>How much the folder of a model may cost. A limit that is reached is reported with its name and is never a pass. All values are chosen by this project.</summary>
public sealed record RepositoryLimits
{
    /// <summary>Files in the folder and below it.</summary>
    [Range(1, 10_000_000)]
    public int Files { get; init; } = 100_000;

    /// <summary>Folders inside each other.</summary>
    [Range(1, 1_000)]
    public int FolderDepth { get; init; } = 64;

    /// <summary>Bytes of one source file, notebook, card or list of packages.</summary>
    [Range(1_024, 1 << 28)]
    public int DocumentBytes { get; init; } = 16 << 20;

    /// <summary>Bytes of one text that is searched for credentials.</summary>
    [Range(typeof(long), "1024", "9223372036854775807")]
    public long SearchedBytes { get; init; } = 256L << 20;

    /// <summary>Bytes that are hashed in one folder to compare files with the digests that are stated for them; <c>-Hash</c> lifts this limit.</summary>
    [Range(typeof(long), "0", "9223372036854775807")]
    public long ComparedBytes { get; init; } = 64L << 20;

    /// <summary>Seconds that reading one folder may take, hashing for a signature included; 0 means no limit.</summary>
    [Range(0, 86_400)]
    public int SecondsPerFolder { get; init; } = 3_600;
}
