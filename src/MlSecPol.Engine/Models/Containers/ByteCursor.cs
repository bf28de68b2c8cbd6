using System.Buffers;
using System.Buffers.Binary;
using MlSecPol.Engine.Artifacts;

namespace MlSecPol.Engine.Models.Containers;

/// <summary>Reads content from front to back through a small buffer. Whoever asks for more than there is gets an <see cref="ArtifactException"/>, which becomes a gap.</summary>
internal sealed class ByteCursor(ByteSource content, CancellationToken token) : IDisposable
{
    private const int BufferLength = 1 << 16;

    private readonly byte[] _buffer = ArrayPool<byte>.Shared.Rent(BufferLength);
    private long _start;
    private int _filled;
    private int _at;

    internal long Position => _start + _at;

    internal long Remaining => content.Length - Position;

    internal byte ReadByte() => Take(1)[0];

    internal int PeekByte() => Remaining > 0 ? Fill(1)[0] : -1;

    internal short ReadInt16BigEndian() => BinaryPrimitives.ReadInt16BigEndian(Take(2));

    internal int ReadInt32BigEndian() => BinaryPrimitives.ReadInt32BigEndian(Take(4));

    internal int ReadInt32LittleEndian() => BinaryPrimitives.ReadInt32LittleEndian(Take(4));

    internal long ReadInt64BigEndian() => BinaryPrimitives.ReadInt64BigEndian(Take(8));

    internal long ReadInt64LittleEndian() => BinaryPrimitives.ReadInt64LittleEndian(Take(8));

    /// <summary>The next bytes, at most as many as the buffer has; valid until the next call.</summary>
    internal ReadOnlySpan<byte> Take(int count)
    {
        var bytes = Fill(count);
        _at += count;
        return bytes;
    }

    /// <summary>The next bytes as an array of their own; the caller has compared the length with a limit.</summary>
    internal byte[] TakeArray(int count)
    {
        if (count > Remaining) throw Short();
        if (count <= BufferLength) return Take(count).ToArray();
        var bytes = new byte[count];
        content.Read(Position, bytes);
        Skip(count);
        return bytes;
    }

    internal void Skip(long count)
    {
        if (count < 0 || count > Remaining) throw Short();
        if (count <= _filled - _at)
        {
            _at += (int)count;
            return;
        }

        _start = Position + count;
        _at = _filled = 0;
        token.ThrowIfCancellationRequested();
    }

    public void Dispose() => ArrayPool<byte>.Shared.Return(_buffer);

    private ReadOnlySpan<byte> Fill(int count)
    {
        if (_filled - _at < count)
        {
            if (count > Remaining) throw Short();
            token.ThrowIfCancellationRequested();
            _start += _at;
            _at = 0;
            _filled = content.Read(_start, _buffer.AsSpan(0, BufferLength));
            if (_filled < count) throw Short();
        }

        return _buffer.AsSpan(_at, count);
    }

    private ArtifactException Short() =>
        new(ArtifactErrorKind.Malformed, $"The content ends at byte {content.Length}, before its own structure does.", "Obtain the file again and compare its hash.");
}
