using System.Buffers;
using System.Buffers.Binary;
using System.Text;
using System.Text.Unicode;
using MlSecPol.Engine.Artifacts;
using MlSecPol.Engine.Datasets.Formats;

namespace MlSecPol.Engine.Datasets.Text;

/// <summary>A text as a forward stream of UTF-8 bytes: UTF-8 passes through untouched, UTF-16 and UTF-32 are transcoded with invalid parts located and replaced.</summary>
internal sealed class TextInput : IDisposable
{
    private const int BlockBytes = 64 * 1024;
    private const int LongestCharacter = 4;

    private readonly ByteSource _source;
    private readonly IProgress<long>? _progress;
    private readonly CancellationToken _token;
    private readonly byte[] _block;
    private readonly char[] _chars;
    private int _charCount;
    private char _pendingHighSurrogate;
    private long _position;

    internal TextInput(ByteSource source, TextEncoding encoding, int markLength, IProgress<long>? progress, CancellationToken token)
    {
        _source = source;
        _progress = progress;
        _token = token;
        Encoding = encoding;
        _position = markLength;
        StartOffset = markLength;
        _block = IsTranscoded ? ArrayPool<byte>.Shared.Rent(BlockBytes) : [];
        _chars = IsTranscoded ? ArrayPool<char>.Shared.Rent(BlockBytes) : [];
    }

    internal TextEncoding Encoding { get; }

    /// <summary>Whether offsets in the stream differ from those in the file.</summary>
    internal bool IsTranscoded => Encoding != TextEncoding.Utf8;

    /// <summary>Offset in the file at which the text begins.</summary>
    internal long StartOffset { get; }

    /// <summary>Turns a JSON document into lines on its way; null for other text.</summary>
    internal JsonFraming? Framing { get; init; }

    /// <summary>Invalid code units met while transcoding; stays empty for UTF-8, which is validated record by record.</summary>
    internal OccurrenceCounter InvalidUnits { get; } = new();

    /// <summary>Fills the buffer as far as the input goes; it has room for at least four bytes, the longest character.</summary>
    /// <returns>The number of bytes; 0 only at the end.</returns>
    internal int Read(Span<byte> destination)
    {
        _token.ThrowIfCancellationRequested();
        if (Framing is { IsOver: true }) return 0;
        var total = 0;
        while (destination.Length - total >= LongestCharacter)
        {
            var written = IsTranscoded ? Transcode(destination[total..]) : Pass(destination[total..]);
            if (written == 0) break;
            total += written;
        }

        Framing?.Apply(destination[..total]);
        _progress?.Report(_position);
        return total;
    }

    public void Dispose()
    {
        if (!IsTranscoded) return;
        ArrayPool<byte>.Shared.Return(_block);
        ArrayPool<char>.Shared.Return(_chars);
    }

    private int Pass(Span<byte> destination)
    {
        var read = _source.Read(_position, destination);
        _position += read;
        return read;
    }

    private int Transcode(Span<byte> destination)
    {
        if (_charCount == 0 && !FillChars()) return 0;
        var text = _chars.AsSpan(0, _charCount);
        var total = 0;
        while (!text.IsEmpty)
        {
            var status = Utf8.FromUtf16(text, destination[total..], out var read, out var written, replaceInvalidSequences: false, isFinalBlock: true);
            text = text[read..];
            total += written;
            if (status != OperationStatus.InvalidData) break;
            if (!"\uFFFD"u8.TryCopyTo(destination[total..])) break;
            InvalidUnits.Add(row: null, offset: null);
            total += 3;
            text = text[1..];
        }

        text.CopyTo(_chars);
        _charCount = text.Length;
        return total;
    }

    private bool FillChars()
    {
        while (true)
        {
            var read = _source.Read(_position, _block.AsSpan(0, BlockBytes));
            if (read == 0)
            {
                if (_pendingHighSurrogate == 0) return false;
                (_chars[0], _charCount, _pendingHighSurrogate) = (_pendingHighSurrogate, 1, '\0');
                return true;
            }

            var isWide = Encoding is TextEncoding.Utf32LittleEndian or TextEncoding.Utf32BigEndian;
            var unit = isWide ? 4 : 2;
            var whole = read - (read % unit);
            if (whole == 0)
            {
                // The file ends inside a code unit.
                InvalidUnits.Add(row: null, _position);
                _position += read;
                continue;
            }

            _position += whole;
            if (isWide) Widen(_block.AsSpan(0, whole));
            else Pair(_block.AsSpan(0, whole));
            if (_charCount > 0) return true;
        }
    }

    /// <summary>UTF-16 code units to characters; a leading half at the end waits for the next block.</summary>
    private void Pair(ReadOnlySpan<byte> bytes)
    {
        if (_pendingHighSurrogate != 0) _chars[_charCount++] = _pendingHighSurrogate;
        _pendingHighSurrogate = '\0';
        for (var i = 0; i < bytes.Length; i += 2)
        {
            _chars[_charCount++] = (char)(Encoding == TextEncoding.Utf16LittleEndian
                ? BinaryPrimitives.ReadUInt16LittleEndian(bytes[i..])
                : BinaryPrimitives.ReadUInt16BigEndian(bytes[i..]));
        }

        if (char.IsHighSurrogate(_chars[_charCount - 1])) _pendingHighSurrogate = _chars[--_charCount];
    }

    private void Widen(ReadOnlySpan<byte> bytes)
    {
        for (var i = 0; i < bytes.Length; i += 4)
        {
            var value = Encoding == TextEncoding.Utf32LittleEndian
                ? BinaryPrimitives.ReadUInt32LittleEndian(bytes[i..])
                : BinaryPrimitives.ReadUInt32BigEndian(bytes[i..]);
            if (!Rune.TryCreate(value, out var rune))
            {
                InvalidUnits.Add(row: null, _position - bytes.Length + i);
                rune = Rune.ReplacementChar;
            }

            _charCount += rune.EncodeToUtf16(_chars.AsSpan(_charCount));
        }
    }
}
