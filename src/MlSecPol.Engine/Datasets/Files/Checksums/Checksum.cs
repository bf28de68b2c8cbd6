using System.Security.Cryptography;
using MlSecPol.Engine.Artifacts;

namespace MlSecPol.Engine.Datasets.Files.Checksums;

/// <summary>Names, lengths and makers of the algorithms.</summary>
internal static class Checksum
{
    /// <summary>Whether whoever wants can make another file with the same digest.</summary>
    internal static bool IsWeak(ChecksumAlgorithm algorithm) => algorithm is ChecksumAlgorithm.Md5 or ChecksumAlgorithm.Sha1;

    internal static string Name(ChecksumAlgorithm algorithm) => algorithm switch
    {
        ChecksumAlgorithm.Md5 => "MD5",
        ChecksumAlgorithm.Sha1 => "SHA-1",
        ChecksumAlgorithm.Sha256 => "SHA-256",
        ChecksumAlgorithm.Sha384 => "SHA-384",
        ChecksumAlgorithm.Sha512 => "SHA-512",
        _ => "BLAKE2b",
    };

    /// <summary>The algorithm of a name as manifests write it, for example <c>sha256</c>, <c>SHA2-256</c> or <c>SHA-256</c>; null for another.</summary>
    internal static ChecksumAlgorithm? Parse(string name) => name.ToLowerInvariant().Replace("-", string.Empty, StringComparison.Ordinal) switch
    {
        "md5" => ChecksumAlgorithm.Md5,
        "sha1" => ChecksumAlgorithm.Sha1,
        "sha256" or "sha2256" => ChecksumAlgorithm.Sha256,
        "sha384" or "sha2384" => ChecksumAlgorithm.Sha384,
        "sha512" or "sha2512" => ChecksumAlgorithm.Sha512,
        "blake2b" or "blake2b512" or "b2" => ChecksumAlgorithm.Blake2b,
        _ => null,
    };

    /// <summary>The algorithm whose digests have as many hexadecimal digits.</summary>
    internal static ChecksumAlgorithm? OfLength(int digits) => digits switch
    {
        32 => ChecksumAlgorithm.Md5,
        40 => ChecksumAlgorithm.Sha1,
        64 => ChecksumAlgorithm.Sha256,
        96 => ChecksumAlgorithm.Sha384,
        128 => ChecksumAlgorithm.Sha512,
        _ => null,
    };

    internal static int Digits(ChecksumAlgorithm algorithm) => algorithm switch
    {
        ChecksumAlgorithm.Md5 => 32,
        ChecksumAlgorithm.Sha1 => 40,
        ChecksumAlgorithm.Sha256 => 64,
        ChecksumAlgorithm.Sha384 => 96,
        _ => 128,
    };

    /// <summary>Sums up what passes by.</summary>
    internal static IDigest Create(ChecksumAlgorithm algorithm) => algorithm switch
    {
        ChecksumAlgorithm.Md5 => new DigestSink(HashAlgorithmName.MD5),
        ChecksumAlgorithm.Sha1 => new DigestSink(HashAlgorithmName.SHA1),
        ChecksumAlgorithm.Sha256 => new DigestSink(HashAlgorithmName.SHA256),
        ChecksumAlgorithm.Sha384 => new DigestSink(HashAlgorithmName.SHA384),
        ChecksumAlgorithm.Sha512 => new DigestSink(HashAlgorithmName.SHA512),
        _ => new Blake2bSink(),
    };
}
