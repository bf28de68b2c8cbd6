using System.Buffers;

namespace MlSecPol.Engine.Datasets.Text;

/// <summary>
/// A sliding window over the text, large enough for the record at hand. Bytes before <see cref="Start"/> are done with; the window grows up to a limit
/// only while one record does not fit.
/// </summary>
internal sealed class RecordBuffer(TextInput input, int maximumRecordBytes, int initialBytes = 128 * 1024) : IDisposable
{
    /// <summary>Readable bytes after <see cref="End"/>, so that vectors may be loaded there; their content means nothing.</summary>
    internal const int Padding = 64;

    // The longest character of UTF-8: with less room than that a transcoder may be unable to go on.
    private const int LongestCharacter = 4;

    private readonly int _limit = maximumRecordBytes + LongestCharacter;
    private int _capacity = Math.Min(initialBytes, maximumRecordBytes + LongestCharacter);
    private long _base = input.StartOffset;

    internal byte[] Bytes { get; private set; } = ArrayPool<byte>.Shared.Rent(Math.Min(initialBytes, maximumRecordBytes + LongestCharacter) + Padding);

    /// <summary>First byte of the record at hand; the reader of records moves it forward.</summary>
    internal int Start { get; set; }

    internal int End { get; private set; }

    /// <summary>Whether nothing follows <see cref="End"/>.</summary>
    internal bool IsLast { get; private set; }

    /// <summary>Offset in the file of a byte of the window; null where the text is transcoded.</summary>
    internal long? OffsetOf(int index) => input.IsTranscoded ? null : _base + index;

    /// <summary>Moves the record at hand to the front and reads on behind it.</summary>
    /// <returns>False when the record is as long as the limit allows and still goes on.</returns>
    internal bool TryFill()
    {
        var kept = End - Start;
        if (_capacity - kept < LongestCharacter)
        {
            if (_capacity == _limit) return false;
            _capacity = (int)Math.Min(_limit, _capacity * 2L);
            var larger = ArrayPool<byte>.Shared.Rent(_capacity + Padding);
            Bytes.AsSpan(Start, kept).CopyTo(larger);
            ArrayPool<byte>.Shared.Return(Bytes);
            Bytes = larger;
        }
        else
        {
            Bytes.AsSpan(Start, kept).CopyTo(Bytes);
        }

        _base += Start;
        (Start, End) = (0, kept);
        var read = input.Read(Bytes.AsSpan(End, _capacity - End));
        End += read;
        if (read == 0) IsLast = true;
        return true;
    }

    /// <summary>Gives the window away, to be returned to the shared pool by whoever gets it, and goes on with a new one that begins at the record at hand.</summary>
    internal byte[] Detach()
    {
        var window = Bytes;
        var kept = End - Start;
        Bytes = ArrayPool<byte>.Shared.Rent(_capacity + Padding);
        window.AsSpan(Start, kept).CopyTo(Bytes);
        _base += Start;
        (Start, End) = (0, kept);
        return window;
    }

    public void Dispose() => ArrayPool<byte>.Shared.Return(Bytes);
}
