using MlSecPol.Engine.Models.ImportPolicy;

namespace MlSecPol.Engine.Models.Templates;

/// <summary>Follows the expressions of a template: which attributes they can name and which calls they can make.</summary>
internal sealed class TemplateEvaluator(TemplateScope scope, TemplateFindings findings, CancellationToken token)
{
    private const int MostDepth = 400;
    private const string Reach = "from there a renderer without a sandbox reaches every module of Python";

    private static readonly UnsafeImportPolicy Imports = new(new ModelSettings());

    private int _depth;

    /// <summary>What the template costs its renderer.</summary>
    internal TemplateCost Cost { get; } = new(findings);

    /// <summary>Whether something stood too deep to be followed.</summary>
    internal bool IsIncomplete { get; private set; }

    internal TemplateValue Evaluate(TemplateExpression expression)
    {
        token.ThrowIfCancellationRequested();
        if (_depth >= MostDepth)
        {
            IsIncomplete = true;
            return TemplateValue.Computed;
        }

        _depth++;
        var value = expression switch
        {
            TextLiteral text => text.IsHidden ? TemplateValue.Join(TemplateValue.Text(text.Text), TemplateValue.Computed) : TemplateValue.Text(text.Text),
            NumberLiteral number => TemplateValue.OfInteger(number.Integer),
            VariableName variable => Variable(variable),
            AttributeAccess attribute => Attribute(attribute, Evaluate(attribute.Owner), isCalled: false),
            SubscriptAccess subscript => Subscript(subscript),
            SequenceLiteral sequence => TemplateValue.Sequence([.. sequence.Items.Select(Evaluate)]),
            MappingLiteral mapping => TemplateValue.Mapping([.. mapping.Pairs.Select(p => Evaluate(p.Key))], mapping.Pairs.Aggregate(TemplateValue.Nothing, (v, p) => TemplateValue.Join(v, Evaluate(p.Value)))),
            CallExpression call => Call(call),
            FilterExpression filter => Filter(filter, filter.Input is null ? TemplateValue.Computed : Evaluate(filter.Input)),
            TestExpression test => Discard([test.Input, .. test.Arguments.All]),
            UnaryExpression unary => Unary(unary),
            OperatorChain chain => Chain(chain),
            ConditionalExpression conditional => Conditional(conditional),
            _ => TemplateValue.Number,
        };
        _depth--;
        return value;
    }

    internal TemplateValue Filter(FilterExpression filter, TemplateValue input)
    {
        var arguments = filter.Arguments.Positional.Select(Evaluate).ToList();
        var named = filter.Arguments.Named.Select(n => (n.Name, Value: Evaluate(n.Value))).ToList();
        foreach (var spread in filter.Arguments.Spread) arguments.Add(TemplateValue.Join(Evaluate(spread), TemplateValue.Computed));
        var owner = filter.Input is null ? "the block" : TemplateWords.Describe(filter.Input);
        switch (filter.Name)
        {
            case "attr":
                if (arguments.Count > 0) CheckName(arguments[0], owner, filter.Position, "the filter attr", isExplicit: true);
                return TemplateValue.Data;
            case "map":
                return Map(filter, input, arguments, named, owner);
            case "selectattr" or "rejectattr" or "groupby":
                if (arguments.Count > 0) CheckName(arguments[0], owner, filter.Position, $"the filter {filter.Name}", isExplicit: true);
                break;
            default:
                if (!TemplateNames.IsFilter(filter.Name))
                    findings.Add(HazardEffect.Opaque, "unknown-filter", filter.Name, $"The template uses the filter '{filter.Name}', which is none of the language; what it does is up to the renderer.", filter.Position);
                break;
        }

        foreach (var (name, value) in named)
        {
            if (name == "attribute") CheckName(value, owner, filter.Position, $"the filter {filter.Name}", isExplicit: true);
        }

        Cost.Padding(filter.Name, arguments.Concat(named.Select(n => n.Value)), filter.Position);
        var filtered = TemplateTexts.Filter(filter.Name, input, [.. arguments, .. named.Select(n => n.Value)]);
        return filter.Name is "list" or "reverse" or "sort" ? filtered with { Count = input.Count } : filtered;
    }

    private TemplateValue Map(FilterExpression filter, TemplateValue input, List<TemplateValue> arguments, List<(string Name, TemplateValue Value)> named, string owner)
    {
        foreach (var (name, value) in named)
        {
            if (name == "attribute") CheckName(value, owner, filter.Position, "the filter map", isExplicit: true);
        }

        if (arguments.Count == 0) return TemplateValue.Unordered(named.Where(n => n.Name == "default").Aggregate(TemplateValue.Data, (v, n) => TemplateValue.Join(v, n.Value)));
        var element = TemplateTexts.Each(input);
        if (arguments[0] is not { Texts: [var inner], Traits: TemplateTraits.None, Beginnings.Count: 0 })
        {
            findings.Add(HazardEffect.ExecuteLater, "computed-name", "map", "The template computes the name of the filter that map applies, which hides what is called.", filter.Position);
            return TemplateValue.Unordered(TemplateValue.Computed);
        }

        if (inner == "attr" && arguments.Count > 1) CheckName(arguments[1], owner, filter.Position, "the filter attr under map", isExplicit: true);
        return TemplateValue.Unordered(TemplateTexts.Filter(inner, element, arguments[1..]));
    }

    private TemplateValue Variable(VariableName variable)
    {
        var name = variable.Name;
        if (scope.Variable(name) is { } value) return value;
        if (findings.Use == TemplateUse.Chat ? TemplateNames.IsInner(name) : TemplateNames.IsBuiltIn(name)) Inner(name, "the environment", variable.Position);
        else if (TemplateNames.IsWebObject(name))
            findings.Add(HazardEffect.Opaque, "web-object", name, $"The template uses '{name}', an object of web frameworks that no renderer of chats defines.", variable.Position);
        if (TemplateNames.IsAuthorToken(name)) return TemplateValue.Data with { Traits = TemplateTraits.Data | TemplateTraits.Computed };
        return TemplateNames.IsEnvironment(name) || scope.Macro(name) is not null ? TemplateValue.Environment : TemplateValue.Data;
    }

    private TemplateValue Attribute(AttributeAccess attribute, TemplateValue owner, bool isCalled)
    {
        var name = attribute.Name;
        if (TemplateNames.IsInner(name) || name.StartsWith('_')) Inner(name, TemplateWords.Describe(attribute.Owner), attribute.Position);
        if (!isCalled && name is "format" or "format_map" && (owner.Texts.Count > 0 || owner.Has(TemplateTraits.Computed)))
        {
            findings.Add(
                HazardEffect.ExecuteLater, "format-reference", name, $"The template takes the method '{name}' of a text without calling it; called by another way it leaves the sandbox.", attribute.Position);
        }

        if (attribute.Owner is VariableName { Name: "loop" }) return name is "previtem" or "nextitem" ? scope.LoopElements : TemplateValue.Number;
        if (owner.Has(TemplateTraits.Namespace)) return scope.Field(name) ?? TemplateValue.Data;
        if (owner.Has(TemplateTraits.Environment)) return TemplateValue.Environment;
        return TemplateValue.Join(TemplateValue.Data, owner.Member ?? TemplateValue.Nothing);
    }

    private TemplateValue Subscript(SubscriptAccess subscript)
    {
        var owner = Evaluate(subscript.Owner);
        if (subscript.Index is SliceBounds slice)
        {
            var bounds = new[] { slice.Start, slice.Stop, slice.Step }.Select(b => b is null ? null : Evaluate(b)).ToArray();
            return TemplateTexts.Slice(owner, bounds[0]?.Integer, bounds[1]?.Integer, bounds[2]?.Integer, bounds.All(b => b is null || b.Integer is not null || b.Traits == TemplateTraits.None));
        }

        var index = Evaluate(subscript.Index);
        CheckName(index, TemplateWords.Describe(subscript.Owner), subscript.Position, "a subscript", isExplicit: false);
        if (subscript.Owner is TextLiteral && index.Has(TemplateTraits.Data))
        {
            // The members of a text are letters and attributes; a word of the chat can only mean an attribute.
            findings.Add(HazardEffect.ExecuteLater, "chat-name", "text", $"The template lets the chat name the attribute that it reads of a text; {Reach}.", subscript.Position);
        }

        if (owner.Has(TemplateTraits.Namespace)) return TemplateValue.Join(TemplateValue.Data, scope.AllFields());
        return TemplateTexts.Pick(owner, index.Integer);
    }

    private TemplateValue Discard(IEnumerable<TemplateExpression> expressions)
    {
        foreach (var expression in expressions) Evaluate(expression);
        return TemplateValue.Number;
    }

    private TemplateValue Unary(UnaryExpression unary)
    {
        var operand = Evaluate(unary.Operand);
        return unary.Symbol switch
        {
            "-" when operand.Integer is { } number and > long.MinValue => TemplateValue.OfInteger(-number),
            "+" => operand,
            _ => TemplateValue.Number,
        };
    }

    private TemplateValue Conditional(ConditionalExpression conditional)
    {
        Evaluate(conditional.Test);
        var then = Evaluate(conditional.Then);
        return conditional.Otherwise is null ? then : TemplateValue.Join(then, Evaluate(conditional.Otherwise));
    }

    private TemplateValue Chain(OperatorChain chain)
    {
        var value = Evaluate(chain.Operands[0].Operand);
        foreach (var (symbol, operand) in chain.Operands.Skip(1))
        {
            var right = Evaluate(operand);
            value = symbol switch
            {
                "~" => TemplateValue.Concatenate(value, right),
                "+" => Add(value, right),
                "*" => Cost.Product(value, right, chain.Position) is { } product ? TemplateValue.OfInteger(product) : TemplateTexts.Repeat(value, right),
                "**" => TemplateValue.OfInteger(Cost.Power(value, right, chain.Position)),
                "%" => value.IsAuthored ? TemplateValue.Computed : TemplateValue.Join(TemplateValue.Number, value.Has(TemplateTraits.Data) && right.IsAuthored ? new TemplateValue { Traits = TemplateTraits.Mixed } : TemplateValue.Nothing),
                "-" when value.Integer is { } a && right.Integer is { } b => TemplateValue.OfInteger(unchecked(a - b)),
                "or" or "and" => TemplateValue.Join(value, right),
                _ => TemplateValue.Number,
            };
        }

        return value;
    }

    private static TemplateValue Add(TemplateValue left, TemplateValue right)
    {
        if (left.Integer is { } a && right.Integer is { } b) return TemplateValue.OfInteger(unchecked(a + b));
        if (left.Traits == TemplateTraits.Number && right.Traits == TemplateTraits.Number && !left.IsAuthored && !right.IsAuthored) return TemplateValue.Number;
        if (left.Items is { } first && right.Items is { } second) return TemplateValue.Sequence([.. first, .. second]);
        if (left.Element is not null || right.Element is not null) return TemplateValue.Join(left, right) with { Items = null };
        return TemplateValue.Concatenate(left, right);
    }

    private TemplateValue Call(CallExpression call)
    {
        var arguments = call.Arguments.Positional.Select(Evaluate).ToList();
        var named = call.Arguments.Named.Select(n => (n.Name, Value: Evaluate(n.Value))).ToList();
        foreach (var spread in call.Arguments.Spread) arguments.Add(TemplateValue.Join(Evaluate(spread), TemplateTexts.Each(Evaluate(spread))));
        switch (call.Callee)
        {
            case VariableName { Name: var name } callee when scope.Macro(name) is { } macro:
                Bind(macro, arguments, named, call.Arguments.Spread.Count > 0);
                return TemplateValue.Join(scope.Result(macro.Name), scope.Variable(callee.Name)?.Member ?? TemplateValue.Nothing);
            case VariableName callee:
                return CallName(callee, arguments, named);
            case AttributeAccess method:
                var owner = Evaluate(method.Owner);
                Attribute(method, owner, isCalled: true);
                return CallMethod(method.Owner, owner, method.Name, [.. arguments, .. named.Select(n => n.Value)], call.Position);
            case SubscriptAccess subscript when subscript.Index is not SliceBounds:
                return CallSubscript(subscript, arguments, call.Position);
            case FilterExpression { Name: "attr" } filter:
                Evaluate(filter);
                findings.Add(HazardEffect.ExecuteLater, "computed-call", "attr", $"The template calls what the filter attr fetches of {TemplateWords.Describe(filter.Input!)}; {Reach}.", call.Position);
                return TemplateValue.Data;
            default:
                Evaluate(call.Callee);
                findings.Add(HazardEffect.Opaque, "value-call", TemplateWords.Describe(call.Callee), $"The template calls the value of {TemplateWords.Describe(call.Callee)}; data of a chat cannot be called.", call.Position);
                return TemplateValue.Data;
        }
    }

    private void Bind(MacroStatement macro, List<TemplateValue> arguments, List<(string Name, TemplateValue Value)> named, bool hasSpread)
    {
        var parameters = macro.Signature.Parameters;
        for (var i = 0; i < parameters.Count; i++)
        {
            if (i < arguments.Count) scope.AssignAlways(macro, parameters[i].Name, arguments[i]);
            else if (hasSpread && arguments.Count > 0) scope.AssignAlways(macro, parameters[i].Name, arguments[^1]);
        }

        foreach (var (name, value) in named)
        {
            if (parameters.Any(p => p.Name == name)) scope.AssignAlways(macro, name, value);
        }
    }

    private TemplateValue CallName(VariableName callee, List<TemplateValue> arguments, List<(string Name, TemplateValue Value)> named)
    {
        var name = callee.Name;
        Cost.Padding(name, arguments.Concat(named.Select(n => n.Value)), callee.Position);
        if (scope.Variable(name) is { } value)
        {
            if (!value.Has(TemplateTraits.Environment))
                findings.Add(HazardEffect.Opaque, "value-call", name, $"The template calls its variable '{name}', whose value no renderer of chats makes callable.", callee.Position);
            return TemplateValue.Join(value.Member ?? TemplateValue.Data, TemplateValue.Data);
        }

        switch (name)
        {
            case "range": return TemplateValue.Unordered(TemplateValue.Number) with { Count = Cost.Range(arguments, callee.Position) };
            case "dict":
                var keys = named.Select(n => TemplateValue.Text(n.Name)).Concat(arguments.Select(TemplateTexts.Each)).ToList();
                return TemplateValue.Mapping(keys, named.Select(n => n.Value).Concat(arguments.Select(a => a.Member ?? TemplateValue.Data)).Aggregate(TemplateValue.Nothing, TemplateValue.Join));
            case "namespace":
                foreach (var (field, initial) in named) scope.AssignField(field, initial);
                foreach (var argument in arguments) scope.Assign("namespace()", argument);
                return new TemplateValue { Traits = TemplateTraits.Namespace, Member = arguments.Aggregate(TemplateValue.Nothing, (v, a) => TemplateValue.Join(v, a.Member ?? TemplateValue.Nothing)) };
            case "cycler" or "joiner":
                var element = arguments.Concat(named.Select(n => n.Value)).Aggregate(TemplateValue.Nothing, TemplateValue.Join);
                return TemplateValue.Environment with { Element = element, Member = element };
            case "caller": return scope.Variable("caller()") ?? TemplateValue.Computed;
            case "lipsum" or "super" or "loop": return TemplateValue.Computed;
            case "raise_exception": return TemplateValue.Nothing;
            case "len": return TemplateValue.Number;
            case "tojson": return TemplateValue.Data;
        }

        if (!TemplateNames.IsFunction(name))
        {
            if (Imports.Judge("builtins", name) is { Verdict: ImportVerdict.Dangerous } judgement)
                findings.Add(HazardEffect.ExecuteLater, "undefined-call", name, $"The template calls '{name}', which in a renderer that defines it {judgement.Gain}.", callee.Position);
            else if (arguments.SelectMany(a => a.Texts).FirstOrDefault(t => t.TrimStart().StartsWith("__", StringComparison.Ordinal) && TemplateNames.IsInner(t)) is { } inner)
                Inner(inner.Trim(), $"what it hands to '{name}'", callee.Position);
            else if (!TemplateNames.IsInner(name))
                findings.Add(HazardEffect.Opaque, "undefined-call", name, $"The template calls '{name}', which neither the template nor the language defines; what it does is up to the renderer.", callee.Position);
        }

        return arguments.Any(a => a.IsAuthored || a.Element is { IsAuthored: true }) ? TemplateValue.Computed : TemplateValue.Data;
    }

    private TemplateValue CallMethod(TemplateExpression ownerExpression, TemplateValue owner, string name, IReadOnlyList<TemplateValue> arguments, int position)
    {
        Cost.Padding(name, arguments, position);
        if (name is "format" or "format_map") CheckFormat(owner, position);
        else if (!TemplateNames.IsDataMethod(name)) CheckMethod(ownerExpression, owner, name, position);
        if (ownerExpression is VariableName { Name: var variable } && name is "append" or "extend" or "insert" or "update" or "setdefault" or "add")
        {
            var added = arguments.Aggregate(TemplateValue.Nothing, (v, a) => TemplateValue.Join(v, TemplateValue.Join(a, a.Element ?? TemplateValue.Nothing)));
            scope.Extend(variable, TemplateValue.Unordered(added));
        }

        if (owner.Has(TemplateTraits.Environment)) return TemplateValue.Join(owner.Member ?? TemplateValue.Computed, TemplateValue.Data);
        return TemplateTexts.Method(name, owner, arguments);
    }

    private void CheckMethod(TemplateExpression ownerExpression, TemplateValue owner, string name, int position)
    {
        if (TemplateNames.IsInner(name) || name.StartsWith('_')) return;
        var path = TemplateWords.Describe(ownerExpression);
        if (ownerExpression is VariableName { Name: "loop" or "self" } || owner.Has(TemplateTraits.Namespace) || (owner.Has(TemplateTraits.Environment) && name is "next" or "reset" or "cycle" or "changed")) return;
        var isRunning = TemplateNames.Runs(name) || (scope.Variable(path.Split('.')[0]) is null && Imports.Judge(path, name) is { Verdict: ImportVerdict.Dangerous } and not { Rule: "walk:method" });
        if (isRunning)
            findings.Add(HazardEffect.ExecuteLater, "method-call", name, $"The template calls '{name}' of {path}: no value of a chat has it, and where it exists it runs, reads or writes something.", position);
        else
            findings.Add(HazardEffect.Opaque, "method-call", name, $"The template calls '{name}' of {path}, which no text, list or dictionary has; what it does is up to the renderer.", position);
    }

    private TemplateValue CallSubscript(SubscriptAccess subscript, List<TemplateValue> arguments, int position)
    {
        var owner = Evaluate(subscript.Owner);
        Subscript(subscript);
        var index = Evaluate(subscript.Index);
        foreach (var name in index.Texts) CallMethod(subscript.Owner, owner, name, arguments, position);
        if ((index.Traits & ~TemplateTraits.Number) != 0 || index.Beginnings.Count > 0)
            findings.Add(HazardEffect.ExecuteLater, "computed-call", TemplateWords.Describe(subscript.Owner), $"The template calls a member of {TemplateWords.Describe(subscript.Owner)} by a computed name, which hides what is called; {Reach}.", position);
        else if (index.Texts.Count == 0)
            findings.Add(HazardEffect.Opaque, "value-call", TemplateWords.Describe(subscript.Owner), $"The template calls a member of {TemplateWords.Describe(subscript.Owner)}; data of a chat cannot be called.", position);
        return TemplateValue.Data;
    }

    private void CheckFormat(TemplateValue owner, int position)
    {
        foreach (var text in owner.Texts)
        {
            foreach (var field in TemplateWords.Fields(text))
            {
                if (!field.Contains('.', StringComparison.Ordinal) && !field.Contains('[', StringComparison.Ordinal)) continue;
                var effect = field.Split('.', '[', ']').Any(p => TemplateNames.IsInner(p) || p.StartsWith('_')) ? HazardEffect.ExecuteLater : HazardEffect.Note;
                findings.Add(effect, "format-field", field, $"The template formats a text whose field '{field}' walks attributes of its argument; a format call reads them past the sandbox.", position);
            }
        }

        if (owner.Has(TemplateTraits.Computed | TemplateTraits.Mixed) || owner.Beginnings.Count > 0)
            findings.Add(HazardEffect.ExecuteLater, "format-computed", "format", "The template formats a text that it computes, so that its fields can name any attribute.", position);
        else if (owner.Has(TemplateTraits.Data))
            findings.Add(HazardEffect.Opaque, "format-data", "format", "The template formats a text that comes with the chat, whose fields then can name attributes.", position);
    }

    /// <summary>Judges a value that names an attribute or a member.</summary>
    /// <param name="name">The value.</param>
    /// <param name="owner">Whose attribute, in words.</param>
    /// <param name="position">Where.</param>
    /// <param name="way">By what: a subscript or a filter.</param>
    /// <param name="isExplicit">Whether nothing but an attribute can be meant; a subscript may mean a key.</param>
    private void CheckName(TemplateValue name, string owner, int position, string way, bool isExplicit)
    {
        foreach (var text in name.Texts)
        {
            foreach (var part in isExplicit ? text.Split('.') : [text])
            {
                if (TemplateNames.IsInner(part) || (isExplicit && part.Trim().StartsWith('_'))) Inner(part.Trim(), owner, position);
            }
        }

        if (name.Has(TemplateTraits.Computed | TemplateTraits.Environment) || name.Beginnings.Any(b => b.TrimStart().StartsWith('_')) || (isExplicit && (name.Traits & (TemplateTraits.Data | TemplateTraits.Mixed)) != 0))
        {
            findings.Add(
                HazardEffect.ExecuteLater, "computed-name", owner, $"The template computes the name by which {way} reaches into {owner}, as is done to hide names such as '__class__'; {Reach}.", position);
        }
        else if (name.Has(TemplateTraits.Mixed))
        {
            findings.Add(HazardEffect.Opaque, "mixed-name", owner, $"The template makes the name by which {way} reaches into {owner} out of its own text and that of the chat.", position);
        }
    }

    private void Inner(string name, string owner, int position) =>
        findings.Add(HazardEffect.ExecuteLater, "inner-attribute", name, $"The template reads '{name}' of {owner}; {Reach}.", position);
}
