using MlSecPol.Engine.Artifacts;

namespace MlSecPol.Engine.Datasets.Formats;

/// <summary>How a dataset is stored: what it is packed into, and which parts it consists of.</summary>
public sealed record StorageFacts
{
    /// <summary>A plain file.</summary>
    public static StorageFacts None { get; } = new();

    /// <summary>What the content is packed into, outermost first, for example <c>gzip data</c>; offsets in findings count the unpacked bytes.</summary>
    public IReadOnlyList<string> Layers { get; init; } = [];

    /// <summary>The name of the unpacked content; null for a plain file and for several members.</summary>
    public string? ContentName { get; init; }

    /// <summary>The format of the unpacked content among those of all artifacts; null for text.</summary>
    public ArtifactFormat? ContentFormat { get; init; }

    /// <summary>Checksums of the pages of a Parquet file; null for other formats.</summary>
    public PageChecksums? PageChecksums { get; init; }

    /// <summary>The files of a folder or the members of an archive, when there are several.</summary>
    public IReadOnlyList<DatasetPart> Parts { get; init; } = [];
}
