namespace MlSecPol.Engine.Artifacts;

/// <summary>Bytes that are already in memory, for example an expanded member.</summary>
public sealed class MemorySource(ReadOnlyMemory<byte> content) : ByteSource
{
    private long _bytesRead;

    /// <inheritdoc/>
    public override long Length => content.Length;

    /// <inheritdoc/>
    public override long BytesRead => Volatile.Read(ref _bytesRead);

    /// <inheritdoc/>
    public override int Read(long offset, Span<byte> buffer)
    {
        if (offset < 0 || offset >= content.Length) return 0;
        var count = (int)Math.Min(buffer.Length, content.Length - offset);
        content.Span.Slice((int)offset, count).CopyTo(buffer);
        Interlocked.Add(ref _bytesRead, count);
        return count;
    }
}
