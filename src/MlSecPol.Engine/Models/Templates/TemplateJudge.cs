using MlSecPol.Engine.Models.Containers;

namespace MlSecPol.Engine.Models.Templates;

/// <summary>Follows the statements of a template until the values of its variables stand still, then reports what its expressions can reach.</summary>
internal sealed class TemplateJudge
{
    private const int FreePasses = 6;
    private const int MostPasses = 12;
    private const int MostDepth = 120;

    private readonly TemplateScope _scope = new();
    private readonly TemplateFindings _findings;
    private readonly TemplateEvaluator _evaluator;
    private int _depth;
    private bool _isTooDeep;

    private TemplateJudge(TemplateFindings findings, CancellationToken token)
    {
        _findings = findings;
        _evaluator = new TemplateEvaluator(_scope, findings, token);
    }

    /// <summary>Judges a template.</summary>
    /// <returns>Whether all of it was followed.</returns>
    internal static bool Judge(IReadOnlyList<TemplateStatement> body, TemplateFindings findings, CancellationToken token)
    {
        var judge = new TemplateJudge(findings, token);
        for (var pass = 0; pass < MostPasses; pass++)
        {
            judge._scope.HasChanged = false;
            judge._scope.Widens = pass >= FreePasses;
            judge.Print(body);
            if (!judge._scope.HasChanged) break;
        }

        findings.IsOpen = true;
        judge.Print(body);
        new TemplateGrowth(findings).Judge(body);
        return !judge._evaluator.IsIncomplete && !judge._isTooDeep;
    }

    /// <summary>What statements print.</summary>
    private TemplateValue Print(IReadOnlyList<TemplateStatement> body)
    {
        if (_depth >= MostDepth)
        {
            _isTooDeep = true;
            return TemplateValue.Computed;
        }

        _depth++;
        var text = TemplateValue.Text(string.Empty);
        foreach (var statement in body)
        {
            var printed = Print(statement);
            if (!ReferenceEquals(printed, TemplateValue.Nothing)) text = TemplateValue.Concatenate(text, printed);
        }

        _depth--;
        return text;
    }

    private TemplateValue Print(TemplateStatement statement)
    {
        switch (statement)
        {
            case DataStatement data:
                return TemplateValue.Text(data.Text);
            case OutputStatement output:
                return _evaluator.Evaluate(output.Value);
            case SilentStatement silent:
                foreach (var value in silent.Values) _evaluator.Evaluate(value);
                return TemplateValue.Nothing;
            case LoopStatement loop:
                return Loop(loop);
            case ChoiceStatement choice:
                return Choose(choice);
            case AssignStatement assign:
                Assign(assign.Target, _evaluator.Evaluate(assign.Value));
                return TemplateValue.Nothing;
            case AssignBlockStatement block:
                Assign(block.Target, Filtered(block.Filter, Print(block.Body)));
                return TemplateValue.Nothing;
            case MacroStatement macro:
                _scope.Enter(macro);
                BindDefaults(macro, macro.Signature);
                var printed = Print(macro.Body);
                _scope.Leave();
                _scope.Define(macro, printed);
                return TemplateValue.Nothing;
            case CallBlockStatement call:
                _scope.Enter(call);
                BindDefaults(call, call.Signature);
                var body = Print(call.Body);
                _scope.Leave();
                _scope.Assign("caller()", body);
                return _evaluator.Evaluate(call.Call);
            case FilterBlockStatement filter:
                return Filtered(filter.Filter, Print(filter.Body));
            case WithStatement with:
                foreach (var (target, value) in with.Assignments) Assign(target, _evaluator.Evaluate(value));
                return Print(with.Body);
            case GroupStatement group:
                return Print(group.Body);
            case ReferenceStatement reference:
                Refer(reference);
                return TemplateValue.Computed;
            default:
                return TemplateValue.Nothing;
        }
    }

    private TemplateValue Filtered(TemplateExpression? filter, TemplateValue text)
    {
        if (filter is not FilterExpression expression) return text;
        return _evaluator.Filter(expression, expression.Input is null ? text : Filtered(expression.Input, text));
    }

    private void BindDefaults(TemplateStatement frame, TemplateSignature signature)
    {
        foreach (var (name, value) in signature.Parameters) _scope.AssignAlways(frame, name, value is null ? TemplateValue.Data : _evaluator.Evaluate(value));
    }

    private TemplateValue Loop(LoopStatement loop)
    {
        var source = _evaluator.Evaluate(loop.Source);
        var element = TemplateTexts.Each(source);
        _scope.AddLoopElement(element);
        _scope.Enter(loop);
        Assign(loop.Target, element, loop);
        _evaluator.Cost.Enter(source, loop.Source.Position);
        if (loop.Test is not null) _evaluator.Evaluate(loop.Test);
        var body = Print(loop.Body);
        _evaluator.Cost.Leave();
        _scope.Leave();
        var otherwise = Print(loop.Otherwise);
        return TemplateValue.Join(TemplateValue.Join(TemplateValue.Text(string.Empty), otherwise), body.Texts is [""] ? body : body.Widen());
    }

    private TemplateValue Choose(ChoiceStatement choice)
    {
        var printed = choice.Branches[^1].Test is null ? TemplateValue.Nothing : TemplateValue.Text(string.Empty);
        foreach (var (test, body) in choice.Branches)
        {
            if (test is not null) _evaluator.Evaluate(test);
            printed = TemplateValue.Join(printed, Print(body));
        }

        return printed;
    }

    private void Assign(TemplateExpression target, TemplateValue value, LoopStatement? loop = null)
    {
        switch (target)
        {
            case VariableName variable when loop is not null:
                _scope.AssignAlways(loop, variable.Name, value);
                break;
            case VariableName variable:
                _scope.Assign(variable.Name, value);
                break;
            case AttributeAccess field:
                _scope.AssignField(field.Name, value);
                break;
            case SequenceLiteral targets:
                for (var i = 0; i < targets.Items.Count; i++) Assign(targets.Items[i], TemplateTexts.Pick(value, i), loop);
                break;
        }
    }

    private void Refer(ReferenceStatement reference)
    {
        _evaluator.Evaluate(reference.Template);
        foreach (var name in reference.Names) _scope.Assign(name, TemplateValue.Environment);
        var subject = reference.Template is TextLiteral { Text: var text } ? text : reference.Keyword;

        // Parts of the same source stand beside it; other languages name theirs without quotation marks.
        var isPart = _findings.Use != TemplateUse.Chat && (reference.Template is TextLiteral ? FileTargets.Of(subject.TrimStart('!')) == FileTarget.Inside : _findings.Use == TemplateUse.Text);
        _findings.Add(
            isPart ? HazardEffect.Note : HazardEffect.ExecuteLater,
            reference.Keyword,
            subject,
            $"The template brings in another one by '{reference.Keyword}'{(reference.Template is TextLiteral ? $" from '{subject}'" : " under a computed name")}: files that the renderer can reach are read and run as templates.",
            reference.Template.Position);
    }
}
