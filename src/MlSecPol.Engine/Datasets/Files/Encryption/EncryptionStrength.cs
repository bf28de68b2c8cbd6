namespace MlSecPol.Engine.Datasets.Files.Encryption;

/// <summary>What a scheme of encryption is worth today, by its published description alone.</summary>
internal enum EncryptionStrength
{
    /// <summary>No practical attack on the scheme is published.</summary>
    Strong,

    /// <summary>The scheme does not notice changes, or leaves the choice of the key to defaults that are known to be poor.</summary>
    Doubtful,

    /// <summary>The scheme is broken in practice.</summary>
    Weak,

    /// <summary>The header does not tell the algorithm.</summary>
    Unknown,
}
