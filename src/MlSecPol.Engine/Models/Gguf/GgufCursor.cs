using System.Buffers.Binary;
using System.Text;
using MlSecPol.Engine.Artifacts;

namespace MlSecPol.Engine.Models.Gguf;

/// <summary>Reads numbers and texts one after another through one buffer; what is not wanted is skipped without being read.</summary>
internal sealed class GgufCursor(ByteSource content)
{
    private readonly byte[] _buffer = new byte[1 << 16];
    private long _bufferStart;
    private int _bufferLength;

    /// <summary>Whether numbers stand with their highest byte first.</summary>
    internal bool IsBigEndian { get; set; }

    /// <summary>Where the next value begins.</summary>
    internal long Position { get; private set; }

    internal long Remaining => content.Length - Position;

    /// <summary>Whether a read has left the content; every value since then is 0.</summary>
    internal bool HasEnded { get; private set; }

    internal void Skip(long count)
    {
        if (count < 0 || count > Remaining) HasEnded = true;
        else Position += count;
    }

    internal uint UInt32()
    {
        var bytes = Take(4);
        return bytes.IsEmpty ? 0 : IsBigEndian ? BinaryPrimitives.ReadUInt32BigEndian(bytes) : BinaryPrimitives.ReadUInt32LittleEndian(bytes);
    }

    internal ulong UInt64()
    {
        var bytes = Take(8);
        return bytes.IsEmpty ? 0 : IsBigEndian ? BinaryPrimitives.ReadUInt64BigEndian(bytes) : BinaryPrimitives.ReadUInt64LittleEndian(bytes);
    }

    /// <summary>Text of known length.</summary>
    internal string Text(int length)
    {
        if (length <= _buffer.Length) return Encoding.UTF8.GetString(Take(length));
        if (length > Remaining)
        {
            HasEnded = true;
            return string.Empty;
        }

        var bytes = new byte[length];
        content.Read(Position, bytes);
        Position += length;
        return Encoding.UTF8.GetString(bytes);
    }

    private ReadOnlySpan<byte> Take(int count)
    {
        if (HasEnded || count > Remaining)
        {
            HasEnded = true;
            return default;
        }

        if (Position < _bufferStart || Position + count > _bufferStart + _bufferLength)
        {
            _bufferStart = Position;
            _bufferLength = content.Read(Position, _buffer);
            if (_bufferLength < count)
            {
                HasEnded = true;
                return default;
            }
        }

        var bytes = _buffer.AsSpan((int)(Position - _bufferStart), count);
        Position += count;
        return bytes;
    }
}
