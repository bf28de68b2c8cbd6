namespace MlSecPol.Engine.Datasets.Files.Checksums;

/// <summary>Algorithms by which manifests sum files up.</summary>
internal enum ChecksumAlgorithm
{
    /// <summary>MD5: collisions cost seconds.</summary>
    Md5,

    /// <summary>SHA-1: collisions have been shown.</summary>
    Sha1,

    /// <summary>SHA-256.</summary>
    Sha256,

    /// <summary>SHA-384.</summary>
    Sha384,

    /// <summary>SHA-512.</summary>
    Sha512,

    /// <summary>BLAKE2b of 512 bits.</summary>
    Blake2b,
}
