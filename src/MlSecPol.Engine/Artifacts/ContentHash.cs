using System.Security.Cryptography;

namespace MlSecPol.Engine.Artifacts;

/// <summary>SHA-256 of a whole content; the next block is read while the last one is hashed.</summary>
public static class ContentHash
{
    /// <summary>The hash, lower-case hexadecimal.</summary>
    /// <exception cref="ArtifactException">The device failed, or the content ended before its length.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public static string Sha256(ByteSource content, CancellationToken token)
    {
        ArgumentNullException.ThrowIfNull(content);
        using var digest = new DigestSink(HashAlgorithmName.SHA256);
        ContentPass.Run(content, [digest], token);
        return Convert.ToHexStringLower(digest.Digest);
    }
}
