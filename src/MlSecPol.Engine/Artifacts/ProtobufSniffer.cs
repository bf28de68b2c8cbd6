using System.Text.Unicode;

namespace MlSecPol.Engine.Artifacts;

/// <summary>
/// Tells protobuf messages apart by their structure, since they have no signature: the first fields must be known ones of the right type, nested as the format
/// nests them, with names where names belong. Arbitrary bytes do not get that far.
/// </summary>
internal sealed class ProtobufSniffer
{
    private const int MostFields = 2048;
    private const int MostDepth = 8;
    private const int LongestProbe = 256;
    private const int LongestVarint = 10;

    private readonly byte[] _scratch = new byte[LongestProbe];
    private readonly ReadOnlyMemory<byte> _head;
    private readonly ByteSource? _content;
    private int _fields;
    private bool _isCut;

    private ProtobufSniffer(ReadOnlyMemory<byte> head, ByteSource? content)
    {
        _head = head;
        _content = content;
    }

    /// <summary>The format of the message; null when the content is none that is known.</summary>
    /// <param name="head">The first bytes.</param>
    /// <param name="content">All bytes, where they can be had.</param>
    /// <param name="length">How many there are.</param>
    internal static ArtifactFormat? Sniff(ReadOnlySpan<byte> head, ByteSource? content, long length)
    {
        // Fields 1 to 15 of the formats are numbers or bytes; nothing else begins one.
        if (head.Length < 6 || head[0] >= 0x80 || (head[0] & 7) is not (0 or 2) || head[0] < 8) return null;
        var sniffer = new ProtobufSniffer(head.ToArray(), content);
        foreach (var (format, shape, longest) in ProtobufShapes.All)
        {
            sniffer._fields = 0;
            sniffer._isCut = false;
            if (length <= longest && sniffer.Fits(0, length, shape, 0) == true) return format;
        }

        return null;
    }

    /// <returns>Whether the message is of the shape; null when nothing speaks for it and nothing against it.</returns>
    private bool? Fits(long at, long end, ProtobufShape shape, int depth)
    {
        bool? answer = null;
        var (evidence, last) = (0, 0UL);
        for (var isFirst = true; at < end && !_isCut; isFirst = false)
        {
            if (++_fields > MostFields || depth > MostDepth) break;
            if (!Varint(ref at, end, out var tag)) return _isCut ? answer : false;
            var (number, wireType) = (tag >> 3, (int)(tag & 7));
            if (number is 0 or > 0x1FFFFFFF) return false;
            if (!shape.TryGet((int)number, out var field))
            {
                if (isFirst || !shape.IsLoose) return false;
                field = (ProtobufExpectation.Anything, null, false);
            }

            if (!Value(ref at, end, wireType, depth, out var size)) return _isCut ? answer : false;
            var fits = Fits(field.Expectation, field.Shape, wireType, at, size, depth);
            if (fits == false) return false;
            if (field.IsEvidence && fits == true && (evidence == 0 || number != last))
            {
                last = number;
                if (++evidence >= shape.EvidenceNeeded) answer = true;
            }

            at += size;
        }

        return answer;
    }

    private bool? Fits(ProtobufExpectation expectation, ProtobufShape? shape, int wireType, long at, long size, int depth)
    {
        if (expectation == ProtobufExpectation.Anything) return true;
        if (expectation == ProtobufExpectation.Number) return wireType == 0;
        if (wireType != 2) return false;
        if (expectation == ProtobufExpectation.Message) return Fits(at, at + size, shape!, depth + 1);
        if (expectation == ProtobufExpectation.Bytes) return true;
        var text = Peek(at, (int)Math.Min(size, LongestProbe));
        if (text.IsEmpty) return size == 0 && expectation == ProtobufExpectation.Text ? null : size == 0 ? false : null;
        return expectation switch
        {
            ProtobufExpectation.Identifier => IsIdentifier(text, size),
            ProtobufExpectation.Version => char.IsAsciiDigit((char)text[0]) && IsText(text),
            ProtobufExpectation.KerasIdentifier => text.StartsWith("_tf_keras_"u8) || text.StartsWith("tf_keras_"u8),
            _ => IsText(text),
        };
    }

    /// <summary>Moves behind the length and tells how many bytes the value takes.</summary>
    private bool Value(ref long at, long end, int wireType, int depth, out long size)
    {
        size = 0;
        switch (wireType)
        {
            case 0:
                var start = at;
                if (!Varint(ref at, end, out _)) return false;
                size = at - start;
                at = start;
                return true;
            case 1 or 5:
                size = wireType == 1 ? 8 : 4;
                return size <= end - at;
            case 2:
                if (!Varint(ref at, end, out var length)) return false;
                // A file that was cut off is still of its format; what stands inside decides.
                if (length > (ulong)(end - at) && (depth > 0 || length > long.MaxValue / 2)) return false;
                size = (long)length;
                return true;
            default:
                return false;
        }
    }

    private bool Varint(ref long at, long end, out ulong value)
    {
        value = 0;
        var bytes = Peek(at, (int)Math.Min(LongestVarint, end - at));
        for (var i = 0; i < bytes.Length; i++)
        {
            value |= (ulong)(bytes[i] & 0x7F) << (7 * i);
            if (bytes[i] >= 0x80) continue;
            at += i + 1;
            return true;
        }

        _isCut |= bytes.Length < Math.Min(LongestVarint, end - at);
        return false;
    }

    private ReadOnlySpan<byte> Peek(long at, int count)
    {
        if (at + count <= _head.Length) return _head.Span.Slice((int)at, count);
        if (_content is not null) return _scratch.AsSpan(0, _content.Read(at, _scratch.AsSpan(0, count)));
        return at < _head.Length ? _head.Span[(int)at..] : [];
    }

    private static bool IsIdentifier(ReadOnlySpan<byte> text, long size)
    {
        if (size > LongestProbe || !(char.IsAsciiLetter((char)text[0]) || text[0] == (byte)'_')) return false;
        foreach (var letter in text)
        {
            if (!char.IsAsciiLetterOrDigit((char)letter) && !"_>.:/-+ "u8.Contains(letter)) return false;
        }

        return true;
    }

    private static bool IsText(ReadOnlySpan<byte> text)
    {
        foreach (var letter in text)
        {
            if (letter < 0x20 || letter == 0x7F) return false;
        }

        // The probe may cut a character in two.
        for (var cut = 0; cut < 4 && cut < text.Length; cut++)
        {
            if (Utf8.IsValid(text[..^cut])) return true;
        }

        return false;
    }
}
