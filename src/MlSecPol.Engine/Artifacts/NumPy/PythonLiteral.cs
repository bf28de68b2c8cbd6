using System.Globalization;
using System.Text;

namespace MlSecPol.Engine.Artifacts.NumPy;

/// <summary>A value written as Python text. Only what headers of arrays use: text, whole numbers, True, False, None, tuples, lists and dictionaries.</summary>
internal sealed record PythonLiteral(PythonLiteralKind Kind, string Text, long Number, IReadOnlyList<PythonLiteral> Items)
{
    private const int DeepestNesting = 64;

    /// <summary>The value of a key of a dictionary; null when it is not there.</summary>
    internal PythonLiteral? this[string key]
    {
        get
        {
            for (var i = 0; Kind == PythonLiteralKind.Dictionary && i + 1 < Items.Count; i += 2)
            {
                if (Items[i].Kind == PythonLiteralKind.String && Items[i].Text == key) return Items[i + 1];
            }

            return null;
        }
    }

    /// <summary>Reads one value that fills the text; null when the text is anything else.</summary>
    internal static PythonLiteral? Parse(ReadOnlySpan<byte> text)
    {
        var parser = new Parser(text);
        var value = parser.Value(0);
        return value is not null && parser.IsAtEnd() ? value : null;
    }

    private ref struct Parser(ReadOnlySpan<byte> text)
    {
        private readonly ReadOnlySpan<byte> _text = text;
        private int _at;

        internal bool IsAtEnd()
        {
            Blanks();
            return _at == _text.Length;
        }

        internal PythonLiteral? Value(int depth)
        {
            Blanks();
            if (_at >= _text.Length || depth > DeepestNesting) return null;
            return _text[_at] switch
            {
                (byte)'(' => Items(PythonLiteralKind.Tuple, (byte)')', depth),
                (byte)'[' => Items(PythonLiteralKind.List, (byte)']', depth),
                (byte)'{' => Items(PythonLiteralKind.Dictionary, (byte)'}', depth),
                (byte)'\'' or (byte)'"' => String(),
                (byte)'u' or (byte)'b' when _at + 1 < _text.Length && _text[_at + 1] is (byte)'\'' or (byte)'"' => Prefixed(),
                _ => Word("True"u8, PythonLiteralKind.Boolean, 1) ?? Word("False"u8, PythonLiteralKind.Boolean, 0) ?? Word("None"u8, PythonLiteralKind.None, 0) ?? Integer(),
            };
        }

        private PythonLiteral? Items(PythonLiteralKind kind, byte end, int depth)
        {
            _at++;
            var items = new List<PythonLiteral>();
            while (true)
            {
                Blanks();
                if (_at >= _text.Length) return null;
                if (_text[_at] == end)
                {
                    _at++;
                    return new PythonLiteral(kind, string.Empty, 0, items);
                }

                if (Value(depth + 1) is not { } item) return null;
                items.Add(item);
                Blanks();
                if (_at >= _text.Length) return null;
                var isKey = kind == PythonLiteralKind.Dictionary && items.Count % 2 == 1;
                if (_text[_at] == (isKey ? (byte)':' : (byte)',')) _at++;
                else if (isKey || _text[_at] != end) return null;
            }
        }

        private PythonLiteral? Prefixed()
        {
            _at++;
            return String();
        }

        private PythonLiteral? String()
        {
            var quote = _text[_at++];
            var bytes = new List<byte>();
            for (; _at < _text.Length; _at++)
            {
                var b = _text[_at];
                if (b == quote)
                {
                    _at++;
                    return new PythonLiteral(PythonLiteralKind.String, Encoding.UTF8.GetString([.. bytes]), 0, []);
                }

                // An escaped character keeps its backslash: names are only shown and types have none.
                if (b == (byte)'\\' && _at + 1 < _text.Length) bytes.Add(_text[_at++]);
                bytes.Add(_text[_at]);
            }

            return null;
        }

        private PythonLiteral? Word(ReadOnlySpan<byte> word, PythonLiteralKind kind, long number)
        {
            if (!_text[_at..].StartsWith(word)) return null;
            _at += word.Length;
            return new PythonLiteral(kind, Encoding.ASCII.GetString(word), number, []);
        }

        private PythonLiteral? Integer()
        {
            var start = _at;
            if (_text[_at] == (byte)'-') _at++;
            while (_at < _text.Length && char.IsAsciiDigit((char)_text[_at])) _at++;
            var digits = Encoding.ASCII.GetString(_text[start.._at]);

            // Python 2 wrote an L behind long numbers.
            if (_at < _text.Length && _text[_at] == (byte)'L') _at++;
            if (digits.Length == 0 || digits == "-") return null;
            return long.TryParse(digits, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)
                ? new PythonLiteral(PythonLiteralKind.Integer, digits, number, [])
                : new PythonLiteral(PythonLiteralKind.LargeInteger, digits, 0, []);
        }

        private void Blanks()
        {
            while (_at < _text.Length && _text[_at] is (byte)' ' or (byte)'\t' or (byte)'\n' or (byte)'\r') _at++;
        }
    }
}
