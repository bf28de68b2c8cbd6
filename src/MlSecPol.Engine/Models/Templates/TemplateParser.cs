namespace MlSecPol.Engine.Models.Templates;

/// <summary>
/// Parses a template into statements: those of the language and the extensions that chat templates use
/// (<c>break</c>, <c>continue</c>, <c>do</c>, <c>generation</c>, <c>debug</c>).
/// </summary>
internal sealed class TemplateParser
{
    private readonly TemplateCursor _cursor;
    private readonly ExpressionParser _expressions;

    private TemplateParser(IReadOnlyList<TemplateToken> tokens, int mostNodes)
    {
        _cursor = new TemplateCursor(tokens, mostNodes);
        _expressions = new ExpressionParser(_cursor);
    }

    /// <summary>The expressions of the statements that were parsed, for the case that the rest cannot be.</summary>
    private List<TemplateExpression> Completed { get; } = [];

    /// <summary>Parses a template as far as it can be.</summary>
    /// <param name="source">The template.</param>
    /// <param name="mostNodes">How many nodes it may have.</param>
    internal static ParsedTemplate Parse(string source, int mostNodes)
    {
        var lexer = new TemplateLexer(source);
        TemplateParser? parser = null;
        try
        {
            lexer.Run();
            parser = new TemplateParser(lexer.Tokens, mostNodes);
            return new ParsedTemplate(parser.Statements(null), null);
        }
        catch (TemplateException e)
        {
            // What stands before the break is judged by its expressions alone.
            parser ??= Recover([.. lexer.Tokens, new TemplateToken(TemplateTokenKind.End, string.Empty, e.Position)], mostNodes);
            return new ParsedTemplate([new SilentStatement(parser.Completed)], e);
        }
    }

    private static TemplateParser Recover(IReadOnlyList<TemplateToken> tokens, int mostNodes)
    {
        var parser = new TemplateParser(tokens, mostNodes);
        try
        {
            parser.Statements(null);
        }
        catch (TemplateException)
        {
            // The break is known; only what was completed before it is wanted.
        }

        return parser;
    }

    private TemplateExpression Complete(TemplateExpression expression)
    {
        Completed.Add(expression);
        return expression;
    }

    private List<TemplateStatement> Statements(string[]? ends)
    {
        var body = new List<TemplateStatement>();
        while (_cursor.Current.Kind != TemplateTokenKind.End)
        {
            var token = _cursor.Current;
            switch (token.Kind)
            {
                case TemplateTokenKind.Data:
                    body.Add(new DataStatement(_cursor.Take().Text));
                    break;
                case TemplateTokenKind.VariableBegin:
                    _cursor.Take();
                    body.Add(new OutputStatement(Complete(_expressions.Tuple())));
                    _cursor.Expect(TemplateTokenKind.VariableEnd, "the end of the expression");
                    break;
                default:
                    _cursor.Expect(TemplateTokenKind.BlockBegin, "a tag");
                    if (ends is not null && _cursor.Current.Kind == TemplateTokenKind.Name && ends.Contains(_cursor.Current.Text)) return body;
                    if (Statement() is { } statement) body.Add(statement);
                    _cursor.Expect(TemplateTokenKind.BlockEnd, "the end of the statement");
                    break;
            }
        }

        if (ends is not null) throw _cursor.Unexpected($"'{ends[^1]}'");
        return body;
    }

    /// <summary>The statements up to one of the names, which stays the current token.</summary>
    private List<TemplateStatement> Body(params string[] ends)
    {
        _cursor.SkipOperator(":");
        _cursor.Expect(TemplateTokenKind.BlockEnd, "the end of the statement");
        _cursor.Enter();
        var body = Statements(ends);
        _cursor.Leave();
        return body;
    }

    private List<TemplateStatement> BodyTo(string end)
    {
        var body = Body(end);
        _cursor.Take();
        return body;
    }

    private TemplateStatement? Statement()
    {
        _cursor.Count();
        var keyword = _cursor.ExpectName();
        switch (keyword)
        {
            case "for": return Loop();
            case "if": return Choice();
            case "set": return Assign();
            case "macro": return Macro();
            case "call": return CallBlock();
            case "filter": return new FilterBlockStatement(Complete(_expressions.Filters(null, atHead: true)), BodyTo("endfilter"));
            case "with": return With();
            case "block": return Block();
            case "autoescape": return new GroupStatement([new SilentStatement([Complete(_expressions.Expression())]), new GroupStatement(BodyTo("endautoescape"))]);
            case "generation": return new GroupStatement(BodyTo("endgeneration"));
            case "print": return new GroupStatement(Print());
            case "do": return new SilentStatement([Complete(_expressions.Tuple())]);
            case "extends": return new ReferenceStatement(keyword, Complete(_expressions.Expression()), []);
            case "include": return Include();
            case "import": return Import();
            case "from": return From();
            case "break" or "continue" or "debug": return null;
            default: throw new TemplateException($"The statement '{keyword}' is not known.", _cursor.Current.Position);
        }
    }

    private LoopStatement Loop()
    {
        var target = Target(endName: "in");
        _cursor.ExpectName("in");
        var source = Complete(_expressions.Tuple("recursive", withChoice: false));
        var test = _cursor.SkipName("if") ? Complete(_expressions.Expression()) : null;
        _cursor.SkipName("recursive");
        var body = Body("endfor", "else");
        IReadOnlyList<TemplateStatement> otherwise = _cursor.Take().Text == "else" ? BodyTo("endfor") : [];
        return new LoopStatement(target, source, test, body, otherwise);
    }

    private ChoiceStatement Choice()
    {
        var branches = new List<(TemplateExpression?, IReadOnlyList<TemplateStatement>)>();
        while (true)
        {
            var test = Complete(_expressions.Tuple(withChoice: false));
            branches.Add((test, Body("elif", "else", "endif")));
            var end = _cursor.Take().Text;
            if (end == "elif") continue;
            if (end == "else") branches.Add((null, BodyTo("endif")));
            return new ChoiceStatement(branches);
        }
    }

    private TemplateStatement Assign()
    {
        var target = Target(withNamespace: true);
        if (_cursor.SkipOperator("=")) return new AssignStatement(target, Complete(_expressions.Tuple()));
        var filter = _cursor.Current.IsOperator("|") ? Complete(_expressions.Filters(null)) : null;
        return new AssignBlockStatement(target, filter, BodyTo("endset"));
    }

    private TemplateExpression Target(string? endName = null, bool withNamespace = false)
    {
        var position = _cursor.Current.Position;
        if (withNamespace && _cursor.Ahead.IsOperator("."))
        {
            var owner = _cursor.ExpectName();
            _cursor.Take();
            return Complete(new AttributeAccess(new VariableName(owner, position), _cursor.ExpectName(), position));
        }

        var target = _expressions.Tuple(endName, isTarget: true);
        return CanAssign(target) ? target : throw new TemplateException("The target of an assignment is no variable.", position);
    }

    private static bool CanAssign(TemplateExpression target) => target is VariableName || (target is SequenceLiteral { IsList: false } sequence && sequence.Items.All(CanAssign));

    private MacroStatement Macro()
    {
        var name = TargetName();
        return new MacroStatement(name, Signature(), BodyTo("endmacro"));
    }

    private string TargetName()
    {
        var token = _cursor.Expect(TemplateTokenKind.Name, "a name");
        return token.Text is "true" or "True" or "false" or "False" or "none" or "None" ? throw new TemplateException("The target of an assignment is no variable.", token.Position) : token.Text;
    }

    private TemplateSignature Signature()
    {
        _cursor.ExpectOperator("(");
        var parameters = new List<(string, TemplateExpression?)>();
        var hasDefault = false;
        while (!_cursor.Current.IsOperator(")"))
        {
            if (parameters.Count > 0) _cursor.ExpectOperator(",");
            var name = TargetName();
            var value = _cursor.SkipOperator("=") ? Complete(_expressions.Expression()) : null;
            if (value is null && hasDefault) throw _cursor.Unexpected("a default");
            hasDefault |= value is not null;
            parameters.Add((name, value));
        }

        _cursor.Take();
        return new TemplateSignature(parameters);
    }

    private CallBlockStatement CallBlock()
    {
        var signature = _cursor.Current.IsOperator("(") ? Signature() : TemplateSignature.None;
        var position = _cursor.Current.Position;
        var call = Complete(_expressions.Expression());
        if (call is not CallExpression) throw new TemplateException("A call block calls nothing.", position);
        return new CallBlockStatement(signature, call, BodyTo("endcall"));
    }

    private WithStatement With()
    {
        var assignments = new List<(TemplateExpression, TemplateExpression)>();
        while (_cursor.Current.Kind != TemplateTokenKind.BlockEnd)
        {
            if (assignments.Count > 0) _cursor.ExpectOperator(",");
            var target = Target();
            _cursor.ExpectOperator("=");
            assignments.Add((target, Complete(_expressions.Expression())));
        }

        return new WithStatement(assignments, BodyTo("endwith"));
    }

    private GroupStatement Block()
    {
        var name = _cursor.ExpectName();
        _cursor.SkipName("scoped");
        _cursor.SkipName("required");
        var body = BodyTo("endblock");
        _cursor.SkipName(name);
        return new GroupStatement(body);
    }

    private List<TemplateStatement> Print()
    {
        var values = new List<TemplateStatement>();
        while (_cursor.Current.Kind != TemplateTokenKind.BlockEnd)
        {
            if (values.Count > 0) _cursor.ExpectOperator(",");
            values.Add(new OutputStatement(Complete(_expressions.Expression())));
        }

        return values;
    }

    private ReferenceStatement Include()
    {
        var template = Complete(_expressions.Expression());
        if (_cursor.Current.IsName("ignore") && _cursor.Ahead.IsName("missing"))
        {
            _cursor.Take();
            _cursor.Take();
        }

        SkipContext();
        return new ReferenceStatement("include", template, []);
    }

    private ReferenceStatement Import()
    {
        var template = Complete(_expressions.Expression());
        _cursor.ExpectName("as");
        var name = TargetName();
        SkipContext();
        return new ReferenceStatement("import", template, [name]);
    }

    private ReferenceStatement From()
    {
        var template = Complete(_expressions.Expression());
        _cursor.ExpectName("import");
        var names = new List<string>();
        while (true)
        {
            if (names.Count > 0) _cursor.ExpectOperator(",");
            if (SkipContext()) break;
            var position = _cursor.Current.Position;
            var name = TargetName();
            if (name.StartsWith('_')) throw new TemplateException("Names that begin with a low line cannot be imported.", position);
            names.Add(_cursor.SkipName("as") ? TargetName() : name);
            if (SkipContext() || !_cursor.Current.IsOperator(",")) break;
        }

        return new ReferenceStatement("from", template, names);
    }

    private bool SkipContext()
    {
        if (!(_cursor.Current.IsName("with") || _cursor.Current.IsName("without")) || !_cursor.Ahead.IsName("context")) return false;
        _cursor.Take();
        _cursor.Take();
        return true;
    }
}
