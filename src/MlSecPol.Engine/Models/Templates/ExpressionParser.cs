using System.Globalization;

namespace MlSecPol.Engine.Models.Templates;

/// <summary>Parses expressions of templates, in the order of precedence of the language.</summary>
internal sealed class ExpressionParser(TemplateCursor cursor)
{
    internal TemplateExpression Expression()
    {
        cursor.Enter();
        var position = cursor.Current.Position;
        var value = Or();
        while (cursor.SkipName("if"))
        {
            cursor.Count();
            var test = Or();
            var otherwise = cursor.SkipName("else") ? Expression() : null;
            value = new ConditionalExpression(test, value, otherwise, position);
        }

        cursor.Leave();
        return value;
    }

    /// <summary>One expression, or several with commas between them, which make a tuple.</summary>
    /// <param name="endName">A name that ends it.</param>
    /// <param name="withChoice">Whether an inline if may stand there.</param>
    /// <param name="inBrackets">Whether nothing at all is a tuple too.</param>
    /// <param name="isTarget">Whether only what can be assigned to may stand there.</param>
    internal TemplateExpression Tuple(string? endName = null, bool withChoice = true, bool inBrackets = false, bool isTarget = false)
    {
        var position = cursor.Count();
        var items = new List<TemplateExpression>();
        var isTuple = false;
        while (true)
        {
            if (items.Count > 0) cursor.ExpectOperator(",");
            if (TupleEnds(endName)) break;
            items.Add(isTarget ? Primary() : withChoice ? Expression() : Nested(Or));
            if (!cursor.Current.IsOperator(",")) break;
            isTuple = true;
        }

        if (isTuple) return new SequenceLiteral(items, position);
        if (items.Count > 0) return items[0];
        return inBrackets ? new SequenceLiteral(items, position) : throw cursor.Unexpected("an expression");
    }

    internal TemplateExpression Primary()
    {
        var position = cursor.Count();
        var token = cursor.Current;
        switch (token.Kind)
        {
            case TemplateTokenKind.Name:
                cursor.Take();
                return token.Text switch
                {
                    "true" or "True" => new NumberLiteral(1, position),
                    "false" or "False" => new NumberLiteral(0, position),
                    "none" or "None" => new NumberLiteral(null, position),
                    _ => new VariableName(token.Text, position),
                };
            case TemplateTokenKind.Text:
                return Text(position);
            case TemplateTokenKind.Integer or TemplateTokenKind.Float:
                cursor.Take();
                return new NumberLiteral(Integer(token), position);
            case TemplateTokenKind.Operator when token.Text == "(":
                cursor.Take();
                var value = Nested(() => Tuple(inBrackets: true));
                cursor.ExpectOperator(")");
                return value;
            case TemplateTokenKind.Operator when token.Text == "[":
                return Nested(List);
            case TemplateTokenKind.Operator when token.Text == "{":
                return Nested(Mapping);
            default:
                throw cursor.Unexpected("an expression");
        }
    }

    /// <summary>Filters behind an input, or at the head of a filter block.</summary>
    internal TemplateExpression Filters(TemplateExpression? input, bool atHead = false)
    {
        while (atHead || cursor.Current.IsOperator("|"))
        {
            if (!atHead) cursor.Take();
            atHead = false;
            var position = cursor.Count();
            var name = DottedName();
            input = new FilterExpression(input, name, cursor.Current.IsOperator("(") ? Arguments() : TemplateArguments.None, position);
        }

        return input ?? throw cursor.Unexpected("a filter");
    }

    private bool TupleEnds(string? endName) =>
        cursor.Current.Kind is TemplateTokenKind.VariableEnd or TemplateTokenKind.BlockEnd || cursor.Current.IsOperator(")") || (endName is not null && cursor.Current.IsName(endName));

    private TemplateExpression Nested(Func<TemplateExpression> parse)
    {
        cursor.Enter();
        var value = parse();
        cursor.Leave();
        return value;
    }

    private TemplateExpression Or() => Chain(And, t => t.IsName("or"));

    private TemplateExpression And() => Chain(Not, t => t.IsName("and"));

    private TemplateExpression Not()
    {
        if (!cursor.Current.IsName("not")) return Compare();
        var position = cursor.Count();
        cursor.Take();
        return new UnaryExpression("not", Nested(Not), position);
    }

    private TemplateExpression Compare()
    {
        var position = cursor.Current.Position;
        var first = Sum();
        List<(string, TemplateExpression)>? operands = null;
        while (true)
        {
            var token = cursor.Current;
            var isNotIn = token.IsName("not") && cursor.Ahead.IsName("in");
            if (!isNotIn && !token.IsName("in") && !(token.Kind == TemplateTokenKind.Operator && token.Text is "==" or "!=" or "<" or "<=" or ">" or ">=")) break;
            cursor.Take();
            if (isNotIn) cursor.Take();
            cursor.Count();
            operands ??= [(string.Empty, first)];
            operands.Add(("==", Sum()));
        }

        return operands is null ? first : new OperatorChain(operands, position);
    }

    private TemplateExpression Sum() => Chain(Concatenation, t => t.IsOperator("+") || t.IsOperator("-"));

    private TemplateExpression Concatenation() => Chain(Product, t => t.IsOperator("~"));

    private TemplateExpression Product() => Chain(Power, t => t.IsOperator("*") || t.IsOperator("/") || t.IsOperator("//") || t.IsOperator("%"));

    private TemplateExpression Power() => Chain(() => Unary(withFilter: true), t => t.IsOperator("**"));

    private TemplateExpression Chain(Func<TemplateExpression> operand, Func<TemplateToken, bool> isOperator)
    {
        var position = cursor.Current.Position;
        var first = operand();
        if (!isOperator(cursor.Current)) return first;
        var operands = new List<(string, TemplateExpression)> { (string.Empty, first) };
        while (isOperator(cursor.Current))
        {
            cursor.Count();
            operands.Add((cursor.Take().Text, operand()));
        }

        return new OperatorChain(operands, position);
    }

    private TemplateExpression Unary(bool withFilter)
    {
        var token = cursor.Current;
        TemplateExpression value;
        if (token.IsOperator("-") || token.IsOperator("+"))
        {
            var position = cursor.Count();
            cursor.Take();
            value = new UnaryExpression(token.Text, Nested(() => Unary(withFilter: false)), position);
        }
        else
        {
            value = Primary();
        }

        value = Postfix(value);
        return withFilter ? FiltersAndTests(value) : value;
    }

    private TemplateExpression Postfix(TemplateExpression value)
    {
        while (true)
        {
            if (cursor.Current.IsOperator(".")) value = Attribute(value);
            else if (cursor.Current.IsOperator("[")) value = Nested(() => Subscript(value));
            else if (cursor.Current.IsOperator("(")) value = new CallExpression(value, Arguments(), cursor.Count());
            else return value;
        }
    }

    private TemplateExpression FiltersAndTests(TemplateExpression value)
    {
        while (true)
        {
            if (cursor.Current.IsOperator("|")) value = Filters(value);
            else if (cursor.Current.IsName("is")) value = Test(value);
            else if (cursor.Current.IsOperator("(")) value = new CallExpression(value, Arguments(), cursor.Count());
            else return value;
        }
    }

    private TemplateExpression Attribute(TemplateExpression owner)
    {
        cursor.Take();
        var position = cursor.Count();
        var token = cursor.Take();
        return token.Kind switch
        {
            TemplateTokenKind.Name => new AttributeAccess(owner, token.Text, position),
            TemplateTokenKind.Integer => new SubscriptAccess(owner, new NumberLiteral(Integer(token), position), position),
            _ => throw new TemplateException("Behind a dot a name or a number should stand.", token.Position),
        };
    }

    private SubscriptAccess Subscript(TemplateExpression owner)
    {
        var position = cursor.Count();
        cursor.Take();
        var parts = new List<TemplateExpression>();
        while (!cursor.Current.IsOperator("]"))
        {
            if (parts.Count > 0) cursor.ExpectOperator(",");
            parts.Add(SubscriptPart());
        }

        cursor.Take();
        return new SubscriptAccess(owner, parts.Count == 1 ? parts[0] : new SequenceLiteral(parts, position), position);
    }

    private TemplateExpression SubscriptPart()
    {
        var position = cursor.Current.Position;
        TemplateExpression? start = null, stop = null, step = null;
        if (!cursor.Current.IsOperator(":"))
        {
            start = Expression();
            if (!cursor.Current.IsOperator(":")) return start;
        }

        cursor.Take();
        if (!SliceEnds() && !cursor.Current.IsOperator(":")) stop = Expression();
        if (cursor.SkipOperator(":") && !SliceEnds()) step = Expression();
        return new SliceBounds(start, stop, step, position);
    }

    private bool SliceEnds() => cursor.Current.IsOperator("]") || cursor.Current.IsOperator(",");

    private TemplateArguments Arguments()
    {
        cursor.Enter();
        cursor.ExpectOperator("(");
        var positional = new List<TemplateExpression>();
        var named = new List<(string, TemplateExpression)>();
        TemplateExpression? list = null, mapping = null;
        var needsComma = false;
        while (!cursor.Current.IsOperator(")"))
        {
            if (needsComma)
            {
                cursor.ExpectOperator(",");
                if (cursor.Current.IsOperator(")")) break;
            }

            needsComma = true;
            if (cursor.SkipOperator("*"))
            {
                Require(list is null && mapping is null);
                list = Expression();
            }
            else if (cursor.SkipOperator("**"))
            {
                Require(mapping is null);
                mapping = Expression();
            }
            else if (cursor.Current.Kind == TemplateTokenKind.Name && cursor.Ahead.IsOperator("="))
            {
                Require(mapping is null);
                var name = cursor.Take().Text;
                cursor.Take();
                named.Add((name, Expression()));
            }
            else
            {
                Require(list is null && mapping is null && named.Count == 0);
                positional.Add(Expression());
            }
        }

        cursor.ExpectOperator(")");
        cursor.Leave();
        return new TemplateArguments(positional, named, [.. new[] { list, mapping }.OfType<TemplateExpression>()]);
    }

    private void Require(bool inOrder)
    {
        if (!inOrder) throw cursor.Unexpected("another kind of argument");
    }

    private TemplateExpression Test(TemplateExpression input)
    {
        cursor.Take();
        var position = cursor.Count();
        var isNegated = cursor.SkipName("not");
        var name = DottedName();
        var arguments = TemplateArguments.None;
        var token = cursor.Current;
        if (token.IsOperator("(")) arguments = Arguments();
        else if ((token.Kind is TemplateTokenKind.Name && token.Text is not ("else" or "or" or "and"))
            || token.Kind is TemplateTokenKind.Text or TemplateTokenKind.Integer or TemplateTokenKind.Float || token.IsOperator("[") || token.IsOperator("{"))
        {
            if (token.IsName("is")) throw cursor.Unexpected("no second test");
            arguments = new TemplateArguments([Nested(() => Postfix(Primary()))], [], []);
        }

        TemplateExpression test = new TestExpression(input, name, arguments, position);
        return isNegated ? new UnaryExpression("not", test, position) : test;
    }

    private string DottedName()
    {
        var name = cursor.ExpectName();
        while (cursor.SkipOperator(".")) name += "." + cursor.ExpectName();
        return name;
    }

    private TextLiteral Text(int position)
    {
        var text = cursor.Take();
        var (content, isHidden) = (text.Text, text.IsHidden);
        if (cursor.Current.Kind == TemplateTokenKind.Text)
        {
            // Strings side by side are one.
            var parts = new System.Text.StringBuilder(content);
            while (cursor.Current.Kind == TemplateTokenKind.Text)
            {
                isHidden |= cursor.Current.IsHidden;
                parts.Append(cursor.Take().Text);
            }

            content = parts.ToString();
        }

        return new TextLiteral(content, isHidden, position);
    }

    private SequenceLiteral List()
    {
        var position = cursor.Current.Position;
        cursor.Take();
        var items = new List<TemplateExpression>();
        while (!cursor.Current.IsOperator("]"))
        {
            if (items.Count > 0) cursor.ExpectOperator(",");
            if (cursor.Current.IsOperator("]")) break;
            items.Add(Expression());
        }

        cursor.Take();
        return new SequenceLiteral(items, position, IsList: true);
    }

    private MappingLiteral Mapping()
    {
        var position = cursor.Current.Position;
        cursor.Take();
        var pairs = new List<(TemplateExpression, TemplateExpression)>();
        while (!cursor.Current.IsOperator("}"))
        {
            if (pairs.Count > 0) cursor.ExpectOperator(",");
            if (cursor.Current.IsOperator("}")) break;
            var key = Expression();
            cursor.ExpectOperator(":");
            pairs.Add((key, Expression()));
        }

        cursor.Take();
        return new MappingLiteral(pairs, position);
    }

    private static long? Integer(TemplateToken token)
    {
        if (token.Kind == TemplateTokenKind.Float) return null;
        var text = token.Text;
        if (text.StartsWith("0x", StringComparison.OrdinalIgnoreCase))
            return long.TryParse(text.AsSpan(2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var hexadecimal) ? hexadecimal : null;
        return long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
    }
}
