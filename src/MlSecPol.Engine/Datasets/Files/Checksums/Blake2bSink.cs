using MlSecPol.Engine.Artifacts;
using Org.BouncyCastle.Crypto.Digests;

namespace MlSecPol.Engine.Datasets.Files.Checksums;

/// <summary>BLAKE2b of 512 bits, which the framework lacks.</summary>
internal sealed class Blake2bSink : IDigest
{
    private readonly Blake2bDigest _digest = new(512);

    /// <inheritdoc/>
    public byte[] Digest
    {
        get
        {
            var result = new byte[64];
            new Blake2bDigest(_digest).DoFinal(result, 0);
            return result;
        }
    }

    /// <inheritdoc/>
    public void Append(ReadOnlySpan<byte> block) => _digest.BlockUpdate(block);

    /// <inheritdoc/>
    public void Dispose()
    {
    }
}
