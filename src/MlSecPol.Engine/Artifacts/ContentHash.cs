using System.Buffers;
using System.Security.Cryptography;

namespace MlSecPol.Engine.Artifacts;

/// <summary>SHA-256 of a whole content; the next block is read while the last one is hashed.</summary>
public static class ContentHash
{
    private const int BlockSize = 1 << 20;

    /// <summary>The hash, lower-case hexadecimal.</summary>
    /// <exception cref="ArtifactException">The device failed, or the content ended before its length.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public static string Sha256(ByteSource content, CancellationToken token)
    {
        ArgumentNullException.ThrowIfNull(content);
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var (current, next) = (ArrayPool<byte>.Shared.Rent(BlockSize), ArrayPool<byte>.Shared.Rent(BlockSize));
        try
        {
            var filled = content.Read(0, current.AsSpan(0, BlockSize));
            for (long offset = filled; filled > 0; offset += filled)
            {
                token.ThrowIfCancellationRequested();
                var (target, from) = (next, offset);
                var reading = Task.Run(() => content.Read(from, target.AsSpan(0, BlockSize)), CancellationToken.None);
                hash.AppendData(current, 0, filled);
                // The block is always awaited, or its buffer would be given back while it is written to.
                filled = reading.GetAwaiter().GetResult();
                (current, next) = (next, current);
                if (filled == 0 && offset < content.Length)
                    throw new ArtifactException(ArtifactErrorKind.ReadFailed, $"The content ended at {offset} of {content.Length} bytes while it was hashed.", "Audit it when nobody writes to it.");
            }

            return Convert.ToHexStringLower(hash.GetHashAndReset());
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(current);
            ArrayPool<byte>.Shared.Return(next);
        }
    }
}
