namespace MlSecPol.Engine.Models.Repository.Signing;

/// <summary>The signature over a model folder and what came of verifying it.</summary>
public sealed record FolderSignature
{
    /// <summary>Where it stands, relative to the folder where it is inside.</summary>
    public required string Path { get; init; }

    /// <summary>How it says who signed.</summary>
    public SignatureForm Form { get; init; }

    /// <summary>What came of verifying it.</summary>
    public required SignatureState State { get; init; }

    /// <summary>One sentence on that.</summary>
    public required string Reason { get; init; }

    /// <summary>Who signed, as the certificate or key says; null when it could not be told.</summary>
    public string? Signer { get; init; }

    /// <summary>Files that are not as they were signed.</summary>
    public IReadOnlyList<FileDifference> Differences { get; init; } = [];

    /// <summary>Files that were compared.</summary>
    public int FilesCompared { get; init; }

    /// <summary>Bytes that were hashed.</summary>
    public long BytesHashed { get; init; }

    /// <summary>Paths that were left out when signing.</summary>
    public IReadOnlyList<string> IgnoredPaths { get; init; } = [];
}
