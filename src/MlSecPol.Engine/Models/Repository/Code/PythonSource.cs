using System.Text;
using MlSecPol.Engine.Checks;

namespace MlSecPol.Engine.Models.Repository.Code;

/// <summary>Python source as tokens, with the brackets matched, so that an argument list is walked without entering what stands inside its arguments.</summary>
internal sealed class PythonSource
{
    private const int LongestExcerpt = 1024;

    private readonly string _source;
    private readonly int[] _closing;

    private PythonSource(string source, PythonLexer lexer)
    {
        _source = source;
        Tokens = [.. lexer.Tokens];
        UnendedTextLine = lexer.UnendedTextLine;
        _closing = Match();
    }

    /// <summary>The tokens; the last one is the end of a line.</summary>
    internal PythonToken[] Tokens { get; }

    /// <summary>Line of a string that never ends; null when there is none.</summary>
    internal int? UnendedTextLine { get; }

    /// <summary>Reads source text.</summary>
    internal static PythonSource Read(string source, CancellationToken token) => new(source, PythonLexer.Split(source, token));

    /// <summary>Whether the token is that operator.</summary>
    internal bool Is(int index, char symbol) =>
        index >= 0 && index < Tokens.Length && Tokens[index] is { Kind: PythonTokenKind.Operator, Length: 1 } token && _source[token.Start] == symbol;

    /// <summary>Whether the token is that identifier or keyword.</summary>
    internal bool Is(int index, string name) => index >= 0 && index < Tokens.Length && Tokens[index].Kind == PythonTokenKind.Name && (Span(index).SequenceEqual(name) || (!Ascii.IsValid(Span(index)) && Name(index) == name));

    /// <summary>The identifier, in the form that Python compares: letters of mathematical and full-width alphabets become plain ones.</summary>
    internal string Name(int index)
    {
        var text = Span(index);
        if (Ascii.IsValid(text)) return text.ToString();
        var plain = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
        {
            // Compatibility forms by their places in Unicode: U+FF01–FF5E, and the alphabets of 52 letters from U+1D400 on.
            if (rune.Value is >= 0xFF01 and <= 0xFF5E) plain.Append((char)(rune.Value - 0xFEE0));
            else if (rune.Value is >= 0x1D400 and < 0x1D6A4) plain.Append((rune.Value - 0x1D400) % 52 is var letter && letter < 26 ? (char)('A' + letter) : (char)('a' + letter - 26));
            else plain.Append(rune.ToString());
        }

        return plain.ToString();
    }

    /// <summary>The bracket that closes the one at the index; the last token where none does.</summary>
    internal int Closing(int open) => _closing[open];

    /// <summary>The token that follows, over the whole group where the token opens a bracket.</summary>
    internal int Next(int index) => _closing[index] > index ? _closing[index] + 1 : index + 1;

    /// <summary>The constant that the tokens form: one or more string literals, perhaps joined by plus; null when anything else is among them.</summary>
    internal string? Constant(int from, int to)
    {
        var text = new StringBuilder();
        for (var i = from; i < to; i++)
        {
            if (Tokens[i].Kind == PythonTokenKind.Text) AppendValue(text, Span(i));
            else if (!Is(i, '+')) return null;
        }

        return from < to ? text.ToString() : null;
    }

    /// <summary>The tokens as they stand in the source, shortened.</summary>
    internal string Excerpt(int from, int to)
    {
        var start = Tokens[from].Start;
        var end = Math.Min(_source.Length, Tokens[Math.Min(to, Tokens.Length - 1)].Start + Tokens[Math.Min(to, Tokens.Length - 1)].Length);
        return ShortText.Of(_source.AsSpan(start, Math.Min(LongestExcerpt, Math.Max(0, end - start))).ToString().ReplaceLineEndings(" "));
    }

    private ReadOnlySpan<char> Span(int index) => _source.AsSpan(Tokens[index].Start, Tokens[index].Length);

    private int[] Match()
    {
        var closing = new int[Tokens.Length];
        var open = new Stack<int>();
        for (var i = 0; i < Tokens.Length; i++)
        {
            if (Is(i, '(') || Is(i, '[') || Is(i, '{')) open.Push(i);
            else if ((Is(i, ')') || Is(i, ']') || Is(i, '}')) && open.TryPop(out var start)) closing[start] = i;
        }

        while (open.TryPop(out var start)) closing[start] = Tokens.Length - 1;
        return closing;
    }

    private static void AppendValue(StringBuilder value, ReadOnlySpan<char> literal)
    {
        var quoteAt = literal.IndexOfAny('"', '\'');
        var isRaw = literal[..quoteAt].IndexOfAny('r', 'R') >= 0;
        var quotes = literal[quoteAt..] is [var a, var b, var c, ..] && a == b && b == c && literal.Length >= quoteAt + 6 ? 3 : 1;
        var content = literal[(quoteAt + quotes)..Math.Max(quoteAt + quotes, literal.Length - quotes)];
        for (var i = 0; i < content.Length; i++)
        {
            if (isRaw || content[i] != '\\' || i + 1 == content.Length)
            {
                value.Append(content[i]);
                continue;
            }

            i++;
            var digits = content[i] switch { 'x' => 2, 'u' => 4, _ => 0 };
            if (digits > 0 && i + digits < content.Length && int.TryParse(content.Slice(i + 1, digits), System.Globalization.NumberStyles.AllowHexSpecifier, null, out var code))
            {
                value.Append((char)code);
                i += digits;
            }
            else if (content[i] is not ('\n' or '\r'))
            {
                value.Append(content[i] switch { 'n' => '\n', 't' => '\t', 'r' => '\r', var plain => plain });
            }
        }
    }
}
