using System.Buffers.Binary;
using MlSecPol.Engine.Artifacts;

namespace MlSecPol.Engine.Datasets.Formats.Arrow;

/// <summary>One buffer of a record batch: read through a window where it stands in the file as it is, held in memory where it was packed.</summary>
internal sealed class ArrowBuffer(ByteSource content, int maximumBytes)
{
    private const int WindowLength = 64 * 1024;

    private byte[] _window = [];
    private long _start;
    private int _length;

    internal static ArrowBuffer Empty { get; } = new(new MemorySource(default), 0);

    internal long Length => content.Length;

    /// <summary>Bytes at a place; leaving the buffer is malformed. Valid until the next call.</summary>
    internal ReadOnlySpan<byte> Read(long at, long count)
    {
        if (at < 0 || count < 0 || at > content.Length - count) throw FlatView.Malformed("A value of the Arrow data stands outside of its buffer.");
        if (at >= _start && at + count <= _start + _length) return _window.AsSpan((int)(at - _start), (int)count);
        if (count > maximumBytes) throw new ArtifactException(ArtifactErrorKind.LimitReached, $"A value has {count} bytes, more than the limit of {maximumBytes} (pageBytes).", "Raise pageBytes in the settings if the file is trusted.");
        var size = (int)Math.Min(content.Length - at, Math.Max(count, WindowLength));
        if (_window.Length < size) _window = new byte[size];
        (_start, _length) = (at, content.Read(at, _window.AsSpan(0, size)));
        return _length >= count ? _window.AsSpan(0, (int)count) : throw FlatView.Malformed("A buffer of the Arrow data breaks off.");
    }

    internal bool Bit(long index) => (Read(index >> 3, 1)[0] >> (int)(index & 7) & 1) != 0;

    internal int Int32(long index) => BinaryPrimitives.ReadInt32LittleEndian(Read(index * 4, 4));

    internal long Int64(long index) => BinaryPrimitives.ReadInt64LittleEndian(Read(index * 8, 8));
}
