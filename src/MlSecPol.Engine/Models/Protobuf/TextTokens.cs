using System.Buffers;
using System.Text;

namespace MlSecPol.Engine.Models.Protobuf;

/// <summary>Cuts protobuf's text form into tokens.</summary>
internal sealed class TextTokens(ReadOnlyMemory<byte> text)
{
    private static readonly SearchValues<byte> WordBytes = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_.+-/"u8);

    private readonly ArrayBufferWriter<byte> _text = new();
    private int _at;

    /// <summary>Where the last token begins.</summary>
    internal int Start { get; private set; }

    internal byte Mark { get; private set; }

    internal string Word { get; private set; } = string.Empty;

    internal ReadOnlySpan<byte> Text => _text.WrittenSpan;

    internal TextTokenKind Next()
    {
        Mark = 0;
        SkipBlanks();
        Start = _at;
        var rest = text.Span[_at..];
        if (rest.IsEmpty) return TextTokenKind.End;
        if (rest[0] is (byte)'"' or (byte)'\'') return Quoted();
        var length = rest.IndexOfAnyExcept(WordBytes);
        if (length < 0) length = rest.Length;
        if (length > 0)
        {
            Word = Encoding.ASCII.GetString(rest[..length]);
            _at += length;
            return TextTokenKind.Word;
        }

        _at++;
        Mark = rest[0];
        return "{}<>[]:,;"u8.Contains(Mark) ? TextTokenKind.Mark : TextTokenKind.Bad;
    }

    private void SkipBlanks()
    {
        var span = text.Span;
        while (_at < span.Length)
        {
            if (span[_at] is (byte)' ' or (byte)'\t' or (byte)'\r' or (byte)'\n' or 0x0B or 0x0C)
            {
                _at++;
                continue;
            }

            if (span[_at] != (byte)'#') return;
            var end = span[_at..].IndexOf((byte)'\n');
            _at = end < 0 ? span.Length : _at + end + 1;
        }
    }

    private TextTokenKind Quoted()
    {
        _text.ResetWrittenCount();
        var span = text.Span;
        while (_at < span.Length && span[_at] is (byte)'"' or (byte)'\'')
        {
            var quote = span[_at++];
            while (true)
            {
                var stop = span[_at..].IndexOfAny(quote, (byte)'\\', (byte)'\n');
                if (stop < 0) return TextTokenKind.Bad;
                _text.Write(span.Slice(_at, stop));
                _at += stop + 1;
                if (span[_at - 1] == quote) break;
                if (span[_at - 1] == (byte)'\n' || !Escape(span)) return TextTokenKind.Bad;
            }

            SkipBlanks();
        }

        return TextTokenKind.Text;
    }

    private bool Escape(ReadOnlySpan<byte> span)
    {
        if (_at >= span.Length) return false;
        var sign = span[_at++];
        switch (sign)
        {
            case >= (byte)'0' and <= (byte)'7':
                var value = sign - '0';
                for (var i = 0; i < 2 && _at < span.Length && span[_at] is >= (byte)'0' and <= (byte)'7'; i++) value = (value * 8) + (span[_at++] - '0');
                Put((byte)value);
                return true;
            case (byte)'x' or (byte)'X':
                return Hexadecimal(span, 1, 2, asCharacter: false);
            case (byte)'u':
                return Hexadecimal(span, 4, 4, asCharacter: true);
            case (byte)'U':
                return Hexadecimal(span, 8, 8, asCharacter: true);
            default:
                var at = "abfnrtv\\'\"?"u8.IndexOf(sign);
                if (at < 0) return false;
                Put("\a\b\f\n\r\t\v\\'\"?"u8[at]);
                return true;
        }
    }

    private bool Hexadecimal(ReadOnlySpan<byte> span, int least, int most, bool asCharacter)
    {
        uint value = 0;
        var digits = 0;
        for (; digits < most && _at < span.Length && char.IsAsciiHexDigit((char)span[_at]); digits++)
        {
            value = (value << 4) | (uint)Convert.ToInt32(((char)span[_at++]).ToString(), 16);
        }

        if (digits < least) return false;
        if (!asCharacter)
        {
            Put((byte)value);
            return true;
        }

        if (!Rune.TryCreate(value, out var rune)) rune = Rune.ReplacementChar;
        _text.Advance(rune.EncodeToUtf8(_text.GetSpan(4)));
        return true;
    }

    private void Put(byte value)
    {
        _text.GetSpan(1)[0] = value;
        _text.Advance(1);
    }
}
