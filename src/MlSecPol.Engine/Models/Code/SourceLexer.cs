using System.Buffers;

namespace MlSecPol.Engine.Models.Code;

/// <summary>
/// Cuts text in the syntax of Python into pieces, in one pass and without making anything. What is no Python is cut as well as it can be: a string that is not
/// closed ends with its line.
/// </summary>
internal ref struct SourceLexer(ReadOnlySpan<byte> text)
{
    private static readonly SearchValues<byte> NameBytes =
        SearchValues.Create([.. "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_"u8, .. Enumerable.Range(0x80, 0x80).Select(b => (byte)b)]);

    private static readonly SearchValues<byte> NumberBytes = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_."u8);

    private static readonly SearchValues<byte> PrefixBytes = SearchValues.Create("rRbBuUfFtT"u8);

    private readonly ReadOnlySpan<byte> _text = text;
    private int _at;
    private int _brackets;

    /// <summary>The next piece; of kind <see cref="SourceTokenKind.End"/> when there is none.</summary>
    internal SourceToken Next()
    {
        while (_at < _text.Length)
        {
            var start = _at;
            var c = _text[_at];
            switch (c)
            {
                case (byte)' ' or (byte)'\t' or (byte)'\f' or (byte)'\r':
                    _at++;
                    continue;
                case (byte)'\\' when _text[(_at + 1)..].StartsWith("\n"u8) || _text[(_at + 1)..].StartsWith("\r\n"u8):
                    _at += _text[_at + 1] == '\n' ? 2 : 3;
                    continue;
                case (byte)'#':
                    _at = EndOf(_text[_at..].IndexOf((byte)'\n'));
                    continue;
                case (byte)'\n':
                    _at++;
                    if (_brackets > 0) continue;
                    return new SourceToken(SourceTokenKind.Line, start, _at);
                case (byte)'"' or (byte)'\'':
                    return String(start);
            }

            if (char.IsAsciiDigit((char)c) || (c == '.' && _at + 1 < _text.Length && char.IsAsciiDigit((char)_text[_at + 1])))
            {
                _at = EndOf(_text[_at..].IndexOfAnyExcept(NumberBytes));
                return new SourceToken(SourceTokenKind.Number, start, _at);
            }

            if (NameBytes.Contains(c))
            {
                _at = EndOf(_text[_at..].IndexOfAnyExcept(NameBytes));
                var name = _text[start.._at];
                if (_at < _text.Length && _text[_at] is (byte)'"' or (byte)'\'' && IsPrefix(name)) return String(start);
                return new SourceToken(SourceTokenKind.Name, start, _at);
            }

            _at++;
            if (c is (byte)'(' or (byte)'[' or (byte)'{') _brackets++;
            else if (c is (byte)')' or (byte)']' or (byte)'}' && _brackets > 0) _brackets--;
            return new SourceToken(SourceTokenKind.Sign, start, _at);
        }

        return new SourceToken(SourceTokenKind.End, _at, _at);
    }

    private static bool IsPrefix(ReadOnlySpan<byte> name) => name.Length <= 2 && name.IndexOfAnyExcept(PrefixBytes) < 0;

    private readonly int EndOf(int found) => found < 0 ? _text.Length : _at + found;

    private SourceToken String(int start)
    {
        var quote = _text[_at];
        var isLong = _at + 2 < _text.Length && _text[_at + 1] == quote && _text[_at + 2] == quote;
        _at += isLong ? 3 : 1;
        while (_at < _text.Length)
        {
            var found = isLong ? _text[_at..].IndexOfAny(quote, (byte)'\\') : _text[_at..].IndexOfAny(quote, (byte)'\\', (byte)'\n');
            if (found < 0) break;
            _at += found;
            if (_text[_at] == '\\')
            {
                // A backslash keeps the quote behind it inside, in raw strings too.
                _at = Math.Min(_at + 2, _text.Length);
            }
            else if (_text[_at] == '\n')
            {
                return new SourceToken(SourceTokenKind.String, start, _at);
            }
            else if (!isLong || (_at + 2 < _text.Length && _text[_at + 1] == quote && _text[_at + 2] == quote))
            {
                _at += isLong ? 3 : 1;
                return new SourceToken(SourceTokenKind.String, start, _at);
            }
            else
            {
                _at++;
            }
        }

        _at = _text.Length;
        return new SourceToken(SourceTokenKind.String, start, _at);
    }
}
