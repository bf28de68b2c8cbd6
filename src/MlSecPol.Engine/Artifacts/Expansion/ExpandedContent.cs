using System.Buffers;
using System.IO.Hashing;

namespace MlSecPol.Engine.Artifacts.Expansion;

/// <summary>What came out of a decompressor: everything, or what there was before it broke off.</summary>
/// <param name="Content">The bytes; the caller disposes them.</param>
/// <param name="Break">Why the rest is missing; null when nothing is.</param>
internal sealed record ExpandedContent(ByteSource Content, ArtifactException? Break)
{
    /// <summary>Where, in the compressed source, something follows that does not belong to the data; null when nothing does.</summary>
    internal long? TrailingOffset { get; init; }

    private const int ChunkLength = 1 << 16;

    /// <summary>Expands a stream to its end, in memory while it is small and in a temporary file from then on.</summary>
    internal static ExpandedContent From(Stream stream, ExpansionBudget budget, NonCryptographicHashAlgorithm? checksum, CancellationToken token)
    {
        var sink = budget.NewSink();
        return new ExpandedContent(sink, Append(sink, stream, budget, checksum, token));
    }

    /// <summary>Appends what a decompressor gives until it ends or breaks off.</summary>
    /// <returns>Why it broke off; null when it came to its end.</returns>
    internal static ArtifactException? Append(SpillSource sink, Stream stream, ExpansionBudget budget, NonCryptographicHashAlgorithm? checksum, CancellationToken token)
    {
        var chunk = ArrayPool<byte>.Shared.Rent(ChunkLength);
        try
        {
            for (; ; )
            {
                token.ThrowIfCancellationRequested();
                var count = stream.Read(chunk, 0, ChunkLength);
                if (count <= 0) return null;
                budget.Charge(count);
                sink.Append(chunk.AsSpan(0, count));
                checksum?.Append(chunk.AsSpan(0, count));
            }
        }
        catch (ArtifactException e)
        {
            return e;
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            // Decompressors meet broken input with exceptions of every kind, index errors included.
            return Broken(e);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(chunk);
        }
    }

    /// <summary>The error for data that ends before it should, or whose checksum is another.</summary>
    internal static ArtifactException Short() =>
        new(ArtifactErrorKind.Malformed, "The compressed data is cut off or its checksum is wrong.", "Get an undamaged copy of the file.");

    /// <summary>The error for data that a decompressor refuses.</summary>
    internal static ArtifactException Broken(Exception cause) =>
        new(ArtifactErrorKind.Malformed, $"The compressed data breaks off: {cause.Message.TrimEnd('.')}.", "Get an undamaged copy of the file.", cause);
}
