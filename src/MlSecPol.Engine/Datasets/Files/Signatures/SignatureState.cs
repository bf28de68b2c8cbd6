namespace MlSecPol.Engine.Datasets.Files.Signatures;

/// <summary>What came of verifying a detached signature.</summary>
internal enum SignatureState
{
    /// <summary>A trusted key made it for these bytes.</summary>
    Good,

    /// <summary>It does not belong to these bytes, or to the trusted key that it names.</summary>
    Bad,

    /// <summary>It belongs to the bytes, but its key was revoked, had expired, or leads to no trusted root.</summary>
    Untrusted,

    /// <summary>No trusted key is the one that made it.</summary>
    UnknownKey,

    /// <summary>Its form is known and not verified.</summary>
    Unsupported,

    /// <summary>It is no signature that could be read.</summary>
    Malformed,
}
