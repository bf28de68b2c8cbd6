namespace MlSecPol.Engine.Artifacts;

/// <summary>
/// Random access to the bytes of a file or of a stored or expanded member. Reading past the end gives fewer bytes, never an exception;
/// failures of the device are an <see cref="ArtifactException"/>. Safe for concurrent reads.
/// </summary>
public abstract class ByteSource : IDisposable
{
    /// <summary>Number of bytes.</summary>
    public abstract long Length { get; }

    /// <summary>Bytes read so far through this source; a report of cost, not of position.</summary>
    public abstract long BytesRead { get; }

    /// <summary>Fills <paramref name="buffer"/> from <paramref name="offset"/> on.</summary>
    /// <returns>The number of bytes read; smaller than the buffer only at the end of the content.</returns>
    /// <exception cref="ArtifactException">The device failed.</exception>
    public abstract int Read(long offset, Span<byte> buffer);

    /// <summary>A window on a part of this source, which stays open as long as this one.</summary>
    public ByteSource Slice(long offset, long length) => new SliceSource(this, offset, length);

    /// <inheritdoc/>
    public void Dispose()
    {
        Dispose(disposing: true);
        GC.SuppressFinalize(this);
    }

    /// <summary>Releases what the source holds.</summary>
    protected virtual void Dispose(bool disposing)
    {
    }

    private sealed class SliceSource(ByteSource inner, long start, long length) : ByteSource
    {
        private readonly long _start = Math.Clamp(start, 0, inner.Length);

        public override long Length { get; } = Math.Clamp(length, 0, inner.Length - Math.Clamp(start, 0, inner.Length));

        public override long BytesRead => inner.BytesRead;

        public override int Read(long offset, Span<byte> buffer)
        {
            if (offset < 0 || offset >= Length) return 0;
            var count = (int)Math.Min(buffer.Length, Length - offset);
            return inner.Read(_start + offset, buffer[..count]);
        }
    }
}
