namespace MlSecPol.Engine.Models.Templates;

/// <summary>A place among the tokens of a template, with what is left of its limits.</summary>
internal sealed class TemplateCursor(IReadOnlyList<TemplateToken> tokens, int mostNodes)
{
    /// <summary>Expressions and statements that may stand inside each other.</summary>
    internal const int MostDepth = 100;

    private int _at;
    private int _nodes;
    private int _depth;

    internal TemplateToken Current => tokens[Math.Min(_at, tokens.Count - 1)];

    internal TemplateToken Ahead => tokens[Math.Min(_at + 1, tokens.Count - 1)];

    internal TemplateToken Take()
    {
        var token = Current;
        if (_at < tokens.Count - 1) _at++;
        return token;
    }

    internal bool SkipName(string name)
    {
        if (!Current.IsName(name)) return false;
        Take();
        return true;
    }

    internal bool SkipOperator(string symbol)
    {
        if (!Current.IsOperator(symbol)) return false;
        Take();
        return true;
    }

    internal void ExpectOperator(string symbol)
    {
        if (!SkipOperator(symbol)) throw Unexpected($"'{symbol}'");
    }

    internal TemplateToken Expect(TemplateTokenKind kind, string what) => Current.Kind == kind ? Take() : throw Unexpected(what);

    internal string ExpectName() => Expect(TemplateTokenKind.Name, "a name").Text;

    internal void ExpectName(string name)
    {
        if (!SkipName(name)) throw Unexpected($"'{name}'");
    }

    internal TemplateException Unexpected(string expected) =>
        new($"{(Current.Kind == TemplateTokenKind.End ? "The template ends" : $"'{Current.Text}' stands")} where {expected} should stand.", Current.Position);

    /// <summary>Counts a node.</summary>
    internal int Count()
    {
        if (++_nodes > mostNodes) throw new TemplateException($"The template has more than {mostNodes} nodes.", Current.Position, isLimit: true);
        return Current.Position;
    }

    internal void Enter()
    {
        if (++_depth > MostDepth) throw new TemplateException($"The template nests deeper than {MostDepth}.", Current.Position, isLimit: true);
    }

    internal void Leave() => _depth--;
}
