using System.Security.Cryptography;

namespace MlSecPol.Engine.Artifacts;

/// <summary>A digest by one of the algorithms that the framework brings.</summary>
internal sealed class DigestSink(HashAlgorithmName algorithm) : IDigest
{
    private readonly IncrementalHash _hash = IncrementalHash.CreateHash(algorithm);

    /// <inheritdoc/>
    public byte[] Digest => _hash.GetCurrentHash();

    /// <inheritdoc/>
    public void Append(ReadOnlySpan<byte> block) => _hash.AppendData(block);

    /// <inheritdoc/>
    public void Dispose() => _hash.Dispose();
}
