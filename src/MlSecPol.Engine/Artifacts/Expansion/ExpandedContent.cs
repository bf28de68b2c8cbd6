using System.Buffers;

namespace MlSecPol.Engine.Artifacts.Expansion;

/// <summary>What came out of a decompressor: everything, or what there was before it broke off.</summary>
/// <param name="Content">The bytes; the caller disposes them.</param>
/// <param name="Break">Why the rest is missing; null when nothing is.</param>
internal sealed record ExpandedContent(ByteSource Content, ArtifactException? Break)
{
    private const int ChunkLength = 1 << 16;

    /// <summary>Expands a stream to its end, in memory while it is small and in a temporary file from then on.</summary>
    internal static ExpandedContent From(Stream stream, ExpansionBudget budget, CancellationToken token)
    {
        var chunk = ArrayPool<byte>.Shared.Rent(ChunkLength);
        var sink = new SpillSource(budget.Limits.BufferedBytes);
        try
        {
            for (; ;)
            {
                token.ThrowIfCancellationRequested();
                var count = stream.Read(chunk, 0, ChunkLength);
                if (count <= 0) return new ExpandedContent(sink, null);
                budget.Charge(count);
                sink.Append(chunk.AsSpan(0, count));
            }
        }
        catch (ArtifactException e)
        {
            return new ExpandedContent(sink, e);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            // Decompressors meet broken input with exceptions of every kind, index errors included.
            return new ExpandedContent(sink, Broken(e));
        }
        catch
        {
            sink.Dispose();
            throw;
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(chunk);
        }
    }

    internal static ArtifactException Broken(Exception cause) =>
        new(ArtifactErrorKind.Malformed, $"The compressed data breaks off: {cause.Message.TrimEnd('.')}.", "Get an undamaged copy of the file.", cause);
}
