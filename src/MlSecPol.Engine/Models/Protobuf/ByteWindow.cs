using MlSecPol.Engine.Artifacts;

namespace MlSecPol.Engine.Models.Protobuf;

/// <summary>Reads a source piece by piece: small pieces after a jump, larger ones while reading goes on without gap.</summary>
internal sealed class ByteWindow(ByteSource content)
{
    private const int SmallestPiece = 512;
    private const int LargestPiece = 1 << 15;

    private readonly byte[] _buffer = new byte[LargestPiece];
    private long _start;
    private int _count;
    private int _piece = SmallestPiece;

    internal long Length => content.Length;

    /// <summary>Bytes from an offset on; fewer than asked for only at the end of the content.</summary>
    /// <param name="offset">The first byte.</param>
    /// <param name="count">How many are wanted, at most 32768.</param>
    internal ReadOnlySpan<byte> Read(long offset, int count)
    {
        if (offset < _start || offset + count > _start + _count)
        {
            if (offset + count > content.Length) count = (int)Math.Max(0, content.Length - offset);
            if (offset < _start || offset + count > _start + _count)
            {
                var isAdjacent = offset >= _start && offset <= _start + _count;
                _piece = isAdjacent ? Math.Min(LargestPiece, _piece * 2) : SmallestPiece;
                // What is short is read once, whichever way the reading jumps.
                _start = content.Length <= LargestPiece ? 0 : offset;
                if (_start == 0) _piece = (int)Math.Min(LargestPiece, content.Length);
                _count = content.Read(_start, _buffer.AsSpan(0, Math.Max(count, _piece)));
            }
        }

        var at = (int)(offset - _start);
        return _buffer.AsSpan(at, Math.Max(0, Math.Min(count, _count - at)));
    }
}
