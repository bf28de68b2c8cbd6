using System.Buffers;

namespace MlSecPol.Engine.Artifacts;

/// <summary>
/// One reading of a whole content from front to end, shared by everything that wants to see each byte; the next block is read while the last one is worked on.
/// </summary>
internal static class ContentPass
{
    private const int BlockSize = 1 << 20;

    /// <summary>Hands every byte to every sink.</summary>
    /// <exception cref="ArtifactException">The device failed, or the content ended before its length.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    internal static void Run(ByteSource content, IReadOnlyList<IContentSink> sinks, CancellationToken token)
    {
        var (current, next) = (ArrayPool<byte>.Shared.Rent(BlockSize), ArrayPool<byte>.Shared.Rent(BlockSize));
        try
        {
            var filled = content.Read(0, current.AsSpan(0, BlockSize));
            for (long offset = filled; filled > 0; offset += filled)
            {
                token.ThrowIfCancellationRequested();
                var (target, from) = (next, offset);
                // Nothing follows the last block, so no other thread is woken for it: small files are many.
                var reading = from < content.Length ? Task.Run(() => content.Read(from, target.AsSpan(0, BlockSize)), CancellationToken.None) : Task.FromResult(0);
                try
                {
                    foreach (var sink in sinks) sink.Append(current.AsSpan(0, filled));
                }
                finally
                {
                    // The block is always awaited, or its buffer would be given back while it is written to.
                    filled = reading.GetAwaiter().GetResult();
                }

                (current, next) = (next, current);
                if (filled == 0 && offset < content.Length)
                    throw new ArtifactException(ArtifactErrorKind.ReadFailed, $"The content ended at {offset} of {content.Length} bytes while it was read.", "Audit it when nobody writes to it.");
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(current);
            ArrayPool<byte>.Shared.Return(next);
        }
    }
}
