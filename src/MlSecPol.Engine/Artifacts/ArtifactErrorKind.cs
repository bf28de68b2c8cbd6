namespace MlSecPol.Engine.Artifacts;

/// <summary>Why an artifact could not be read.</summary>
public enum ArtifactErrorKind
{
    /// <summary>There is nothing at the path.</summary>
    NotFound,

    /// <summary>The operating system refused.</summary>
    PermissionDenied,

    /// <summary>The device or file system failed while reading.</summary>
    ReadFailed,

    /// <summary>The content contradicts its format or ends too early.</summary>
    Malformed,

    /// <summary>A configured limit was reached.</summary>
    LimitReached,

    /// <summary>The content is encrypted.</summary>
    Encrypted,

    /// <summary>The path is a device, pipe, socket or other thing that is not a regular file.</summary>
    NotAFile,
}
