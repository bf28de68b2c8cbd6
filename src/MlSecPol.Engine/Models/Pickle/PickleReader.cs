using System.Buffers;
using MlSecPol.Engine.Artifacts;

namespace MlSecPol.Engine.Models.Pickle;

/// <summary>
/// Reads the instruction stream through one pooled window. Arguments are skipped, not read, unless somebody asks for them;
/// after a skip only a little is read, because more large arguments tend to follow.
/// </summary>
internal sealed class PickleReader(ByteSource content) : IDisposable
{
    private const int WindowSize = 64 * 1024;
    private const int AfterSkip = 4 * 1024;

    private readonly byte[] _window = ArrayPool<byte>.Shared.Rent(WindowSize);
    private long _start;
    private int _filled;

    /// <summary>The next byte to be read.</summary>
    public long Position { get; set; }

    /// <summary>Where the frame at the position ends; a smaller number when it stands in none.</summary>
    public long FrameEnd { get; set; } = -1;

    /// <summary>Set when an argument ran over the end of its frame.</summary>
    public bool Straddled { get; set; }

    /// <summary>
    /// Whether such an argument is taken from behind the frame and the rest of the frame is lost. The C unpickler does so when it reads a file
    /// and holds exactly the frame in its buffer (CPython issue 154848).
    /// </summary>
    public bool DropsFrameRemainder { get; init; }

    /// <summary>Number of bytes of the content.</summary>
    public long Length { get; } = content.Length;

    /// <summary>The next byte, or -1 at the end.</summary>
    public int ReadByte()
    {
        var index = Position - _start;
        if ((ulong)index >= (ulong)_filled)
        {
            if (!Fill(1)) return -1;
            index = Position - _start;
        }

        Position++;
        return _window[index];
    }

    /// <summary>The next <paramref name="count"/> bytes (at most <see cref="MaxSpan"/>); false when the content ends before.</summary>
    public bool TryRead(int count, out ReadOnlySpan<byte> bytes)
    {
        Guard(count);
        var index = Position - _start;
        if (index < 0 || index + count > _filled)
        {
            if (!Fill(count))
            {
                bytes = default;
                return false;
            }

            index = Position - _start;
        }

        bytes = _window.AsSpan((int)index, count);
        Position += count;
        return true;
    }

    /// <summary>The longest piece that <see cref="TryRead"/> and <see cref="TryCopy"/> give at once.</summary>
    public const int MaxSpan = WindowSize / 2;

    /// <summary>Moves on; false when the content ends before, and then nothing moves.</summary>
    /// <param name="count">How many bytes.</param>
    /// <param name="keepsFrameRemainder">Whether the rest of a frame is used even when the argument runs over its end.</param>
    public bool TrySkip(long count, bool keepsFrameRemainder = false)
    {
        Guard(count, keepsFrameRemainder);
        if (count < 0 || count > Length - Position) return false;
        Position += count;
        return true;
    }

    /// <summary>Moves behind the next line feed and gives the range before it; false when there is none.</summary>
    public bool TryReadLine(out long offset, out long length)
    {
        if (Position < FrameEnd) GuardLine();
        offset = Position;
        var at = Position;
        while (true)
        {
            Position = at;
            if (!Fill(1))
            {
                Position = offset;
                length = 0;
                return false;
            }

            var index = (int)(at - _start);
            var found = _window.AsSpan(index, _filled - index).IndexOf((byte)'\n');
            if (found >= 0)
            {
                Position = at + found + 1;
                length = at + found - offset;
                return true;
            }

            at = _start + _filled;
        }
    }

    /// <summary>Copies bytes from anywhere in the content without moving; false when they are not all there.</summary>
    public bool TryCopy(long offset, Span<byte> bytes)
    {
        var index = offset - _start;
        if (index >= 0 && index + bytes.Length <= _filled)
        {
            _window.AsSpan((int)index, bytes.Length).CopyTo(bytes);
            return true;
        }

        return content.Read(offset, bytes) == bytes.Length;
    }

    /// <summary>The range as content of its own.</summary>
    public ByteSource Slice(long offset, long length) => content.Slice(offset, length);

    /// <summary>Gives the window back.</summary>
    public void Dispose() => ArrayPool<byte>.Shared.Return(_window);

    private void Guard(long count, bool keepsFrameRemainder = false)
    {
        if (Position >= FrameEnd || count <= FrameEnd - Position) return;
        Straddled = true;
        if (DropsFrameRemainder && !keepsFrameRemainder) Position = FrameEnd;
        FrameEnd = -1;
    }

    private void GuardLine()
    {
        var start = Position;
        var frameEnd = FrameEnd;
        FrameEnd = -1;
        var found = TryReadLine(out _, out _);
        var end = Position;
        Position = start;
        FrameEnd = frameEnd;
        Guard(found ? end - start : long.MaxValue);
    }

    private bool Fill(int wanted)
    {
        var index = Position - _start;
        if (index >= 0 && index + wanted <= _filled) return true;
        if (wanted > Length - Position) return false;
        var size = index > _filled ? Math.Max(wanted, AfterSkip) : WindowSize;
        _start = Position;
        _filled = content.Read(Position, _window.AsSpan(0, size));
        return _filled >= wanted;
    }
}
