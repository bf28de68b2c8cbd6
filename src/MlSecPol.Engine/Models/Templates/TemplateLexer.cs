using System.Buffers;

namespace MlSecPol.Engine.Models.Templates;

/// <summary>
/// Splits a template into tokens as the language defines them: data, expressions in <c>{{ }}</c>, statements in <c>{% %}</c>, comments,
/// raw blocks, with whitespace control. One pass, no backtracking.
/// </summary>
internal sealed class TemplateLexer(string source)
{
    private const int MostTokens = 200_000;

    private static readonly SearchValues<char> SingleOperators = SearchValues.Create("+-*/%~[](){}<>=.:|,;");

    private readonly List<TemplateToken> _tokens = [];
    private readonly Stack<char> _open = new();
    private int _at;

    /// <summary>The tokens so far; the last is <see cref="TemplateTokenKind.End"/> once the whole template was read.</summary>
    internal IReadOnlyList<TemplateToken> Tokens => _tokens;

    /// <summary>Reads the whole template.</summary>
    /// <exception cref="TemplateException">The template breaks the language or is too long.</exception>
    internal void Run()
    {
        var trim = false;
        while (_at < source.Length)
        {
            var next = NextTag();
            AddData(source.AsSpan(_at, next - _at), trim, stripEnd: next + 2 < source.Length && source[next + 2] == '-', _at);
            trim = false;
            if (next >= source.Length) break;
            _at = next;
            switch (source[next + 1])
            {
                case '#':
                    trim = SkipComment();
                    break;
                case '%' when RawBegins(next) is { } rawStart:
                    trim = ReadRaw(rawStart.Data, rawStart.Trim);
                    break;
                case '%':
                    Add(TemplateTokenKind.BlockBegin, "{%", next);
                    trim = ReadTag("%}", TemplateTokenKind.BlockEnd);
                    break;
                default:
                    Add(TemplateTokenKind.VariableBegin, "{{", next);
                    trim = ReadTag("}}", TemplateTokenKind.VariableEnd);
                    break;
            }
        }

        Add(TemplateTokenKind.End, string.Empty, source.Length);
    }

    private int NextTag()
    {
        for (var at = _at; at < source.Length; at++)
        {
            var found = source.AsSpan(at).IndexOf('{');
            if (found < 0) break;
            at += found;
            if (at + 1 < source.Length && source[at + 1] is '%' or '{' or '#') return at;
        }

        return source.Length;
    }

    private void Add(TemplateTokenKind kind, string text, int position, bool isHidden = false)
    {
        if (_tokens.Count >= MostTokens) throw new TemplateException($"The template has more than {MostTokens} tokens.", position, isLimit: true);
        _tokens.Add(new TemplateToken(kind, text, position, isHidden));
    }

    private void AddData(ReadOnlySpan<char> data, bool stripStart, bool stripEnd, int position)
    {
        if (stripStart) data = data.TrimStart();
        if (stripEnd) data = data.TrimEnd();
        if (!data.IsEmpty) Add(TemplateTokenKind.Data, data.ToString(), position);
    }

    private bool SkipComment()
    {
        var end = source.IndexOf("#}", _at + 2, StringComparison.Ordinal);
        if (end < 0 && EndsAt(_at + 2)) return false;
        if (end < 0) throw new TemplateException("A comment does not end.", _at);
        var trim = end - 1 >= _at + 2 && source[end - 1] == '-';
        _at = end + 2;
        return trim;
    }

    /// <summary>Where the data of a raw block begins, when the tag at the position opens one.</summary>
    private (int Data, bool Trim)? RawBegins(int tag)
    {
        var at = tag + 2;
        if (at < source.Length && source[at] is '-' or '+') at++;
        at = SkipBlanks(at);
        if (!source.AsSpan(at).StartsWith("raw")) return null;
        at = SkipBlanks(at + 3);
        if (source.AsSpan(at).StartsWith("-%}")) return (at + 3, true);
        return source.AsSpan(at).StartsWith("%}") ? (at + 2, false) : null;
    }

    private bool ReadRaw(int start, bool trimStart)
    {
        for (var at = start; (at = source.IndexOf("{%", at, StringComparison.Ordinal)) >= 0; at += 2)
        {
            var word = at + 2;
            var strip = word < source.Length && source[word] == '-';
            if (word < source.Length && source[word] is '-' or '+') word++;
            word = SkipBlanks(word);
            if (!source.AsSpan(word).StartsWith("endraw")) continue;
            word = SkipBlanks(word + 6);
            var rest = source.AsSpan(word);
            if (!rest.StartsWith("%}") && !rest.StartsWith("-%}") && !rest.StartsWith("+%}")) continue;
            AddData(source.AsSpan(start, at - start), trimStart, strip, start);
            _at = word + (rest[0] == '%' ? 2 : 3);
            return rest[0] == '-';
        }

        if (!EndsAt(start)) throw new TemplateException("A raw block does not end.", start);
        return false;
    }

    /// <summary>Whether the template ends behind an opening tag; the language takes that for an empty rest.</summary>
    private bool EndsAt(int at)
    {
        if (at < source.Length && source[at] is '-' or '+') at++;
        if (at < source.Length) return false;
        _at = source.Length;
        return true;
    }

    private int SkipBlanks(int at)
    {
        while (at < source.Length && char.IsWhiteSpace(source[at])) at++;
        return at;
    }

    /// <summary>Reads the inside of a tag.</summary>
    /// <returns>Whether whitespace behind it goes.</returns>
    private bool ReadTag(string end, TemplateTokenKind endKind)
    {
        var begin = _at;
        _open.Clear();
        _at += 2;
        if (_at < source.Length && source[_at] is '-' or '+') _at++;
        while (_at < source.Length)
        {
            if (char.IsWhiteSpace(source[_at]))
            {
                _at++;
                continue;
            }

            var rest = source.AsSpan(_at);
            if (_open.Count == 0 && rest.StartsWith(end))
            {
                Add(endKind, end, _at);
                _at += 2;
                return false;
            }

            if (_open.Count == 0 && rest.Length > 2 && rest[1..].StartsWith(end) && (rest[0] == '-' || (rest[0] == '+' && endKind == TemplateTokenKind.BlockEnd)))
            {
                Add(endKind, end, _at);
                _at += 3;
                return rest[0] == '-';
            }

            ReadToken(rest);
        }

        throw new TemplateException("A tag does not end.", begin);
    }

    private void ReadToken(ReadOnlySpan<char> rest)
    {
        var first = rest[0];
        if (char.IsAsciiDigit(first)) ReadNumber(rest);
        else if (IsWordCharacter(first)) ReadName(rest);
        else if (first is '"' or '\'') ReadText(rest);
        else ReadOperator(rest);
    }

    private void ReadName(ReadOnlySpan<char> rest)
    {
        if (!char.IsLetter(rest[0]) && rest[0] != '_' && !char.IsSurrogate(rest[0])) throw new TemplateException("A name begins with what is no letter.", _at);
        var length = 1;
        while (length < rest.Length && IsWordCharacter(rest[length])) length++;
        Add(TemplateTokenKind.Name, rest[..length].ToString(), _at);
        _at += length;
    }

    private static bool IsWordCharacter(char c) => char.IsLetterOrDigit(c) || c == '_' || char.IsSurrogate(c);

    private void ReadText(ReadOnlySpan<char> rest)
    {
        var length = 1;
        while (length < rest.Length && rest[length] != rest[0]) length += rest[length] == '\\' ? 2 : 1;
        if (length >= rest.Length) throw new TemplateException("A string does not end.", _at);
        var text = TemplateStrings.Unescape(rest[1..length], out var isHidden) ?? throw new TemplateException("A string has a broken escape.", _at);
        Add(TemplateTokenKind.Text, text, _at, isHidden);
        _at += length + 1;
    }

    private void ReadNumber(ReadOnlySpan<char> rest)
    {
        var whole = Digits(rest, 0);
        var length = whole;

        // Behind a dot only whole numbers stand: "a.1.2" is an index of an index.
        if (_at == 0 || source[_at - 1] != '.')
        {
            if (length + 1 < rest.Length && rest[length] == '.' && char.IsAsciiDigit(rest[length + 1])) length = Digits(rest, length + 1);
            if (length < rest.Length && rest[length] is 'e' or 'E')
            {
                var exponent = length + 1;
                if (exponent < rest.Length && rest[exponent] is '+' or '-') exponent++;
                if (exponent < rest.Length && char.IsAsciiDigit(rest[exponent])) length = Digits(rest, exponent);
            }
        }

        var kind = length > whole ? TemplateTokenKind.Float : TemplateTokenKind.Integer;
        if (kind == TemplateTokenKind.Integer) length = IntegerLength(rest);
        Add(kind, rest[..length].ToString().Replace("_", string.Empty, StringComparison.Ordinal), _at);
        _at += length;
    }

    private static int IntegerLength(ReadOnlySpan<char> rest)
    {
        if (rest[0] != '0') return Digits(rest, 0);
        Func<char, bool>? accepts = rest.Length < 2 ? null : rest[1] switch
        {
            'b' or 'B' => c => c is '0' or '1',
            'o' or 'O' => c => c is >= '0' and <= '7',
            'x' or 'X' => char.IsAsciiHexDigit,
            _ => null,
        };
        if (accepts is not null && Run(rest, 2, accepts) is var length and > 2) return length;
        return Run(rest, 1, c => c == '0');
    }

    private static int Digits(ReadOnlySpan<char> rest, int start) => Run(rest, start + 1, char.IsAsciiDigit);

    /// <summary>The end of a run of digits that may be parted by single low lines.</summary>
    private static int Run(ReadOnlySpan<char> rest, int at, Func<char, bool> accepts)
    {
        while (at < rest.Length)
        {
            if (accepts(rest[at])) at++;
            else if (rest[at] == '_' && at + 1 < rest.Length && accepts(rest[at + 1])) at += 2;
            else break;
        }

        return at;
    }

    private void ReadOperator(ReadOnlySpan<char> rest)
    {
        var length = rest.Length > 1 && rest[..2] is "//" or "**" or "==" or "!=" or ">=" or "<=" ? 2 : 1;
        if (length == 1 && !SingleOperators.Contains(rest[0])) throw new TemplateException($"The character '{rest[0]}' has no meaning in a template.", _at);
        switch (rest[0])
        {
            case '(' or '[' or '{':
                _open.Push(rest[0] switch { '(' => ')', '[' => ']', _ => '}' });
                break;
            case ')' or ']' or '}':
                if (!_open.TryPop(out var expected) || expected != rest[0]) throw new TemplateException($"The bracket '{rest[0]}' closes nothing.", _at);
                break;
            default:
                break;
        }

        Add(TemplateTokenKind.Operator, rest[..length].ToString(), _at);
        _at += length;
    }
}
