using System.Text;

namespace MlSecPol.Engine.Models.Code;

/// <summary>Collects every name with its attributes and every import of a source text. Strings and comments hold no names.</summary>
internal sealed class SourcePaths
{
    private const int LongestPath = 1024;
    private const int MostParts = 64;

    private readonly List<SourcePath> _paths = [];
    private readonly List<SourceImport> _imports = [];
    private readonly List<SourceToken> _tokens;
    private readonly byte[] _text;

    private SourcePaths(byte[] text, CancellationToken token)
    {
        _text = text;
        _tokens = new List<SourceToken>(text.Length / 6);
        var lexer = new SourceLexer(text);
        for (var piece = lexer.Next(); piece.Kind != SourceTokenKind.End; piece = lexer.Next())
        {
            if ((_tokens.Count & 0xFFFF) == 0) token.ThrowIfCancellationRequested();
            _tokens.Add(piece);
        }

        _tokens.Add(new SourceToken(SourceTokenKind.Line, text.Length, text.Length));
    }

    /// <summary>The names, in order.</summary>
    internal IReadOnlyList<SourcePath> Paths => _paths;

    /// <summary>The imports, in order.</summary>
    internal IReadOnlyList<SourceImport> Imports => _imports;

    /// <summary>The pieces of the text; the last one ends a line.</summary>
    internal IReadOnlyList<SourceToken> Tokens => _tokens;

    internal static SourcePaths Of(byte[] text, CancellationToken token)
    {
        var paths = new SourcePaths(text, token);
        for (int at = 0, count = 0; at < paths._tokens.Count; count++)
        {
            if ((count & 0xFFFF) == 0) token.ThrowIfCancellationRequested();
            at = paths.Step(at);
        }

        return paths;
    }

    /// <summary>Places of strings whose braces hold expressions.</summary>
    internal IEnumerable<SourceToken> Formatted()
    {
        foreach (var piece in _tokens)
        {
            if (piece.Kind != SourceTokenKind.String) continue;
            var prefix = _text.AsSpan(piece.Start, Math.Min(2, piece.End - piece.Start));
            if (prefix.IndexOfAny((byte)'"', (byte)'\'') is var quote and > 0 && prefix[..quote].ContainsAny("fFtT"u8)) yield return piece;
        }
    }

    /// <summary>The token that closes a bracket; the last one of all where none does.</summary>
    internal int Closing(int open)
    {
        var depth = 0;
        for (var at = open; at < _tokens.Count; at++)
        {
            if (_tokens[at].Kind != SourceTokenKind.Sign) continue;
            var sign = _text[_tokens[at].Start];
            if (sign is (byte)'(' or (byte)'[' or (byte)'{') depth++;
            else if (sign is (byte)')' or (byte)']' or (byte)'}' && --depth <= 0) return at;
        }

        return _tokens.Count - 1;
    }

    /// <summary>What stands in a string literal, without prefix and quotes; null for another token.</summary>
    internal string? Literal(SourceToken piece)
    {
        if (piece.Kind != SourceTokenKind.String) return null;
        var literal = _text.AsSpan(piece.Start, piece.End - piece.Start);
        var quote = literal.IndexOfAny((byte)'"', (byte)'\'');
        return quote < 0 ? null : Encoding.UTF8.GetString(literal[quote..].Trim(literal[quote]));
    }

    private int Step(int at)
    {
        var piece = _tokens[at];
        if (piece.Kind == SourceTokenKind.Name) return Is(at, "import") ? Import(at) : Path(at);
        // Attributes of something in brackets, or of a string.
        if (IsSign(at, '.') && at > 0 && _tokens[at + 1].Kind == SourceTokenKind.Name && (IsSign(at - 1, ')') || IsSign(at - 1, ']') || _tokens[at - 1].Kind == SourceTokenKind.String)) return Path(at);
        return at + 1;
    }

    private int Path(int first)
    {
        var at = first;
        var name = new StringBuilder();
        if (_tokens[at].Kind == SourceTokenKind.Name) name.Append(Text(at++));
        while (IsSign(at, '.') && _tokens[at + 1].Kind == SourceTokenKind.Name)
        {
            if (name.Length < LongestPath) name.Append('.').Append(Text(at + 1));
            at += 2;
        }

        var isCalled = IsSign(at, '(');
        var before = first == 0 || _tokens[first - 1].Kind == SourceTokenKind.Line ? null : Text(first - 1);
        var isDefined = (IsSign(at, '=') && !IsSign(at + 1, '=')) || IsSign(at, ':');
        _paths.Add(new SourcePath(name.ToString(), _tokens[first].Start, isCalled, isCalled ? Literal(at + 1) : null, isCalled ? Leading(at + 1) : null, before, isDefined, first, at));
        return at;
    }

    /// <summary>Reads <c>import a.b as c, d</c> and, looking back, <c>from a import b as c</c>.</summary>
    private int Import(int keyword)
    {
        var from = From(keyword);
        var at = keyword + 1;
        if (IsSign(at, '(')) at++;
        while (at < _tokens.Count && (_tokens[at].Kind == SourceTokenKind.Name || IsSign(at, '*')))
        {
            var start = _tokens[at].Start;
            var name = new StringBuilder(IsSign(at, '*') ? "*" : Text(at));
            at++;
            while (IsSign(at, '.') && _tokens[at + 1].Kind == SourceTokenKind.Name)
            {
                if (name.Length < LongestPath) name.Append('.').Append(Text(at + 1));
                at += 2;
            }

            string? alias = null;
            if (Is(at, "as") && _tokens[at + 1].Kind == SourceTokenKind.Name)
            {
                alias = Text(at + 1);
                at += 2;
            }

            _imports.Add(new SourceImport(from, name.ToString(), alias, start));
            if (!IsSign(at, ',')) break;
            at++;
        }

        return at;
    }

    private string? From(int keyword)
    {
        var at = keyword - 1;
        while (at >= 0 && (_tokens[at].Kind == SourceTokenKind.Name || IsSign(at, '.')) && !Is(at, "from") && keyword - at < MostParts) at--;
        return at >= 0 && Is(at, "from") ? string.Concat(Enumerable.Range(at + 1, keyword - at - 1).Select(i => IsSign(i, '.') ? "." : Text(i))) : null;
    }

    /// <summary>The text of an argument that is one literal and nothing else.</summary>
    private string? Literal(int at)
    {
        if (_tokens[at].Kind != SourceTokenKind.String || !(IsSign(at + 1, ')') || IsSign(at + 1, ','))) return null;
        var literal = _text.AsSpan(_tokens[at].Start, _tokens[at].End - _tokens[at].Start);
        return Encoding.UTF8.GetString(literal.Trim("'\"rRuUbB"u8));
    }

    private string? Leading(int at)
    {
        if (_tokens[at].Kind != SourceTokenKind.Name) return null;
        var name = new StringBuilder(Text(at));
        for (at++; IsSign(at, '.') && _tokens[at + 1].Kind == SourceTokenKind.Name && name.Length < LongestPath; at += 2) name.Append('.').Append(Text(at + 1));
        return name.ToString();
    }

    internal bool Is(int at, string name) => at < _tokens.Count && _tokens[at].Kind == SourceTokenKind.Name && _tokens[at].End - _tokens[at].Start == name.Length && Text(at) == name;

    internal bool IsSign(int at, char sign) => at >= 0 && at < _tokens.Count && _tokens[at].Kind == SourceTokenKind.Sign && _text[_tokens[at].Start] == sign;

    internal string Text(int at) => Encoding.UTF8.GetString(_text.AsSpan(_tokens[at].Start, Math.Min(_tokens[at].End - _tokens[at].Start, LongestPath)));
}
