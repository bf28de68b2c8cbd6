namespace MlSecPol.Engine.Models.Repository.Code;

/// <summary>
/// Splits Python source into tokens by the language's lexical rules (Python reference, chapter 2), so that words in comments and strings are never taken
/// for code. Linear in the length; nested formatted strings are followed to a fixed depth.
/// </summary>
internal sealed class PythonLexer(string source)
{
    private const int FormatDepth = 8;

    private readonly List<PythonToken> _tokens = [];
    private int _line = 1;
    private int _lineStart;
    private int _brackets;

    /// <summary>The tokens.</summary>
    internal IReadOnlyList<PythonToken> Tokens => _tokens;

    /// <summary>Line of a string that never ends, so that the rest was not understood; null when there is none.</summary>
    internal int? UnendedTextLine { get; private set; }

    /// <summary>Splits the source.</summary>
    internal static PythonLexer Split(string source, CancellationToken token)
    {
        var lexer = new PythonLexer(source);
        lexer.Scan(0, source.Length, FormatDepth, token);
        lexer._tokens.Add(new PythonToken(PythonTokenKind.LineEnd, source.Length, 0, lexer._line, IsAtMargin: false));
        return lexer;
    }

    private void Scan(int position, int end, int depth, CancellationToken token)
    {
        while (position < end)
        {
            token.ThrowIfCancellationRequested();
            var c = source[position];
            if (c is '\n' or '\r') position = EndLine(position);
            else if (c is ' ' or '\t' or '\f' or '\uFEFF') position++;
            else if (c == '\\' && position + 1 < end && source[position + 1] is '\n' or '\r') position = NewLine(position + 1);
            else if (c == '#') position = source.AsSpan(position, end - position).IndexOfAny('\n', '\r') is var length and >= 0 ? position + length : end;
            else if (IsNameStart(c)) position = Name(position, end, depth, token);
            else if (c is '"' or '\'') position = Text(position, position, end, depth, token);
            else if (char.IsAsciiDigit(c)) position = Number(position, end);
            else position = Operator(position, end);
        }
    }

    private int EndLine(int position)
    {
        if (_brackets == 0 && _tokens.Count > 0 && _tokens[^1].Kind != PythonTokenKind.LineEnd) Add(PythonTokenKind.LineEnd, position, 1);
        return NewLine(position);
    }

    private int NewLine(int position)
    {
        position += source[position] == '\r' && position + 1 < source.Length && source[position + 1] == '\n' ? 2 : 1;
        _line++;
        _lineStart = position;
        return position;
    }

    private int Name(int start, int end, int depth, CancellationToken token)
    {
        var position = start;
        while (position < end && (IsNameStart(source[position]) || char.IsAsciiDigit(source[position]))) position++;
        if (position < end && source[position] is '"' or '\'' && IsPrefix(source.AsSpan(start, position - start))) return Text(start, position, end, depth, token);
        Add(PythonTokenKind.Name, start, position - start);
        return position;
    }

    private static bool IsPrefix(ReadOnlySpan<char> name)
    {
        if (name.Length > 2) return false;
        foreach (var c in name)
        {
            if (c is not ('r' or 'R' or 'b' or 'B' or 'u' or 'U' or 'f' or 'F' or 't' or 'T')) return false;
        }

        return true;
    }

    private int Number(int start, int end)
    {
        var position = start;
        while (position < end && (char.IsAsciiLetterOrDigit(source[position]) || source[position] is '_' or '.')) position++;
        Add(PythonTokenKind.Number, start, position - start);
        return position;
    }

    private int Operator(int start, int end)
    {
        var c = source[start];
        var length = start + 1 < end && source[start + 1] == '=' && c is '=' or '!' or '<' or '>' or ':' or '+' or '-' or '*' or '/' or '%' or '&' or '|' or '^' or '@' ? 2 : 1;
        if (length == 2 && (start + 1 >= end || source[start + 1] != '=')) length = 1;
        if (c is '(' or '[' or '{') _brackets++;
        else if (c is ')' or ']' or '}' && _brackets > 0) _brackets--;
        Add(PythonTokenKind.Operator, start, length);
        return start + length;
    }

    private int Text(int start, int quoteAt, int end, int depth, CancellationToken token)
    {
        var quote = source[quoteAt];
        var isLong = quoteAt + 2 < end && source[quoteAt + 1] == quote && source[quoteAt + 2] == quote;
        var prefix = source.AsSpan(start, quoteAt - start);
        var isFormatted = depth > 0 && prefix.IndexOfAny("fFtT") >= 0;
        var (firstLine, firstStart, index) = (_line, _lineStart, _tokens.Count);
        _tokens.Add(default);
        var position = quoteAt + (isLong ? 3 : 1);
        while (true)
        {
            if (position >= end || (!isLong && source[position] is '\n' or '\r'))
            {
                UnendedTextLine ??= firstLine;
                break;
            }

            var c = source[position];
            if (c == '\\' && position + 1 < end) position = source[position + 1] is '\n' or '\r' ? NewLine(position + 1) : position + 2;
            else if (c is '\n' or '\r') position = NewLine(position);
            else if (isFormatted && c == '{') position = position + 1 < end && source[position + 1] == '{' ? position + 2 : Field(position, end, depth - 1, token);
            else if (c != quote) position++;
            else if (!isLong) break;
            else if (position + 2 < end && source[position + 1] == quote && source[position + 2] == quote) break;
            else position++;
        }

        position = Math.Min(end, position + (UnendedTextLine == firstLine && position >= end ? 0 : isLong ? 3 : 1));
        if (position > start && source[position - 1] is '\n' or '\r') position--;
        _tokens[index] = new PythonToken(isFormatted ? PythonTokenKind.FormattedText : PythonTokenKind.Text, start, position - start, firstLine, start == firstStart);
        return position;
    }

    /// <summary>The expression in braces of a formatted string; its own strings may use the same quotes (since Python 3.12).</summary>
    private int Field(int open, int end, int depth, CancellationToken token)
    {
        var close = FieldEnd(open, end);
        Add(PythonTokenKind.Operator, open, 1);
        _brackets++;
        Scan(open + 1, close, depth, token);
        _brackets = Math.Max(0, _brackets - 1);
        Add(PythonTokenKind.Operator, Math.Min(close, source.Length - 1), 1);
        return Math.Min(end, close + 1);
    }

    private int FieldEnd(int open, int end)
    {
        var (level, quote) = (0, '\0');
        for (var i = open; i < end; i++)
        {
            var c = source[i];
            if (quote != '\0')
            {
                if (c == '\\') i++;
                else if (c == quote || c is '\n') quote = '\0';
            }
            else if (c is '"' or '\'')
            {
                quote = c;
            }
            else if (c is '{' or '(' or '[')
            {
                level++;
            }
            else if (c is '}' or ')' or ']' && --level <= 0)
            {
                return i;
            }
        }

        return end;
    }

    private static bool IsNameStart(char c) => char.IsAsciiLetter(c) || c == '_' || c >= '\x80';

    private void Add(PythonTokenKind kind, int start, int length) => _tokens.Add(new PythonToken(kind, start, length, _line, start == _lineStart));
}
