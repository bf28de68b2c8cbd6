namespace MlSecPol.Engine.Models.Templates;

/// <summary>
/// Judges templates that exhaust their renderer without writing a large number: texts and lists that double again and again, and macros that call
/// themselves whatever they are given. Sizes are powers of two and only grow; what the chat brings counts as one.
/// </summary>
internal sealed class TemplateGrowth(TemplateFindings findings)
{
    // Two to the power of 24 is more than any prompt; a double holds the powers of what is far beyond memory.
    private const double Most = 24;
    private const double Beyond = 1000;
    private const int DeepestStatement = 120;

    private readonly Dictionary<string, double> _sizes = new(StringComparer.Ordinal);
    private readonly HashSet<string> _numbers = new(StringComparer.Ordinal);
    private readonly Dictionary<string, MacroStatement> _macros = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<(string Callee, int Position)>> _calls = new(StringComparer.Ordinal);
    private bool _isFound;

    internal void Judge(IReadOnlyList<TemplateStatement> body)
    {
        Follow(body, isRepeated: false, 0);
        foreach (var macro in _macros.Values) Note(macro.Name, macro.Body, 0);
        foreach (var (name, calls) in _calls)
        {
            if (calls.Exists(c => Reaches(c.Callee, name, [])))
            {
                Add("recursion", $"has the macro '{name}' call itself, whatever it is given", calls[0].Position);
                return;
            }
        }
    }

    /// <summary>Follows assignments in order; a loop that makes a value of two of its own doubles it as often as it runs.</summary>
    private void Follow(IReadOnlyList<TemplateStatement> body, bool isRepeated, int depth)
    {
        if (depth > DeepestStatement) return;
        foreach (var statement in body)
        {
            switch (statement)
            {
                case AssignStatement assign when Name(assign.Target) is { } name:
                    var size = Size(assign.Value);
                    Begin(name, assign.Value);
                    if (isRepeated && Times(assign.Value, name) > 1 && !_numbers.Contains(name)) Add("growth", $"doubles '{name}' as often as a loop around it runs", assign.Value.Position);
                    else if (size > Most && size > _sizes.GetValueOrDefault(name)) Add("growth", $"doubles texts or lists until '{name}' has more than {1 << (int)Most} parts", assign.Value.Position);
                    _sizes[name] = Math.Max(size, _sizes.GetValueOrDefault(name));
                    break;
                case AssignBlockStatement block when Name(block.Target) is { } name:
                    Follow(block.Body, isRepeated, depth + 1);
                    var parts = block.Body.OfType<OutputStatement>().ToList();
                    if (isRepeated && parts.Sum(p => Times(p.Value, name)) > 1) Add("growth", $"doubles '{name}' as often as a loop around it runs", parts[0].Value.Position);
                    _sizes[name] = Math.Max(Sum(parts.Select(p => Size(p.Value))), _sizes.GetValueOrDefault(name));
                    break;
                case SilentStatement silent:
                    foreach (var value in silent.Values) Extend(value, isRepeated);
                    break;
                case OutputStatement output:
                    Extend(output.Value, isRepeated);
                    break;
                case LoopStatement loop:
                    Follow(loop.Body, isRepeated: true, depth + 1);
                    break;
                case ChoiceStatement choice:
                    foreach (var (_, branch) in choice.Branches) Follow(branch, isRepeated, depth + 1);
                    break;
                case MacroStatement macro:
                    _macros.TryAdd(macro.Name, macro);
                    Follow(macro.Body, isRepeated, depth + 1);
                    break;
                case WithStatement with:
                    foreach (var (target, value) in with.Assignments) _sizes[Name(target) ?? string.Empty] = Size(value);
                    Follow(with.Body, isRepeated, depth + 1);
                    break;
                case GroupStatement group:
                    Follow(group.Body, isRepeated, depth + 1);
                    break;
                case FilterBlockStatement filter:
                    Follow(filter.Body, isRepeated, depth + 1);
                    break;
                case CallBlockStatement call:
                    Follow(call.Body, isRepeated, depth + 1);
                    break;
            }
        }
    }

    /// <summary>Notes which variables are numbers, and with what the fields of a namespace begin.</summary>
    private void Begin(string name, TemplateExpression value)
    {
        if (value is NumberLiteral) _numbers.Add(name);
        if (value is not CallExpression { Callee: VariableName { Name: "namespace" } } call) return;
        foreach (var (field, initial) in call.Arguments.Named)
        {
            if (initial is NumberLiteral) _numbers.Add($"{name}.{field}");
            else _sizes.TryAdd($"{name}.{field}", Size(initial));
        }
    }

    /// <summary>A list that is extended by itself.</summary>
    private void Extend(TemplateExpression value, bool isRepeated)
    {
        if (value is CallExpression { Callee: AttributeAccess { Name: "extend", Owner: var owner } } call && Name(owner) is { } name && call.Arguments.Positional.Any(a => Times(a, name) > 0))
        {
            if (isRepeated) Add("growth", $"doubles '{name}' as often as a loop around it runs", call.Position);
            _sizes[name] = _sizes.GetValueOrDefault(name) + 1;
            if (_sizes[name] > Most) Add("growth", $"doubles '{name}' again and again", call.Position);
        }
    }

    private static string? Name(TemplateExpression target) => target switch
    {
        VariableName variable => variable.Name,
        AttributeAccess { Owner: VariableName owner } field => $"{owner.Name}.{field.Name}",
        _ => null,
    };

    /// <summary>How often a variable is a part of what an expression puts together.</summary>
    private static int Times(TemplateExpression value, string name) => value switch
    {
        OperatorChain chain => chain.Operands.Skip(1).All(o => o.Symbol is "~" or "+") ? chain.Operands.Sum(o => Times(o.Operand, name))
            : chain.Operands.Skip(1).All(o => o.Symbol == "*") && chain.Operands.Any(o => o.Operand is NumberLiteral { Integer: > 1 }) ? 2 * chain.Operands.Sum(o => Times(o.Operand, name)) : 0,
        SequenceLiteral sequence => sequence.Items.Sum(i => Times(i, name)),
        FilterExpression { Input: { } input, Name: "string" or "list" or "safe" or "join" or "trim" } => Times(input, name),
        _ => Name(value) == name ? 1 : 0,
    };

    /// <summary>The size of a value as a power of two.</summary>
    private double Size(TemplateExpression value)
    {
        switch (value)
        {
            case TextLiteral text:
                return Math.Log2(Math.Max(1, text.Text.Length));
            case SequenceLiteral sequence:
                return Sum(sequence.Items.Select(Size));
            case OperatorChain chain when chain.Operands.Skip(1).All(o => o.Symbol is "~" or "+"):
                return Sum(chain.Operands.Select(o => Size(o.Operand)));
            case OperatorChain chain when chain.Operands.Skip(1).All(o => o.Symbol == "*") && !chain.Operands.All(o => o.Operand is NumberLiteral):
                return Math.Min(Beyond, chain.Operands.Sum(o => o.Operand is NumberLiteral { Integer: > 0 and var times } ? Math.Log2((double)times) : Size(o.Operand)));
            case FilterExpression { Input: { } input }:
                return Size(input);
            default:
                return Name(value) is { } name ? _sizes.GetValueOrDefault(name) : 0;
        }
    }

    private static double Sum(IEnumerable<double> powers)
    {
        double sum = 0, largest = 0;
        foreach (var power in powers)
        {
            largest = Math.Max(largest, power);
            sum += Math.Pow(2, Math.Min(power, Beyond));
        }

        return double.IsFinite(sum) ? Math.Log2(Math.Max(1, sum)) : largest + 1;
    }

    /// <summary>Notes the macros that a macro calls in any case: not below a condition or in a loop, which may run not at all.</summary>
    private void Note(string macro, IReadOnlyList<TemplateStatement> body, int depth)
    {
        if (depth > DeepestStatement) return;
        foreach (var statement in body)
        {
            switch (statement)
            {
                case OutputStatement output:
                    Note(macro, output.Value, depth);
                    break;
                case SilentStatement silent:
                    foreach (var value in silent.Values) Note(macro, value, depth);
                    break;
                case AssignStatement assign:
                    Note(macro, assign.Value, depth);
                    break;
                case AssignBlockStatement block:
                    Note(macro, block.Body, depth + 1);
                    break;
                case WithStatement with:
                    Note(macro, with.Body, depth + 1);
                    break;
                case GroupStatement group:
                    Note(macro, group.Body, depth + 1);
                    break;
                case FilterBlockStatement filter:
                    Note(macro, filter.Body, depth + 1);
                    break;
                case CallBlockStatement call:
                    Note(macro, call.Call, depth);
                    break;
            }
        }
    }

    private void Note(string macro, TemplateExpression value, int depth)
    {
        if (depth > DeepestStatement) return;
        switch (value)
        {
            case CallExpression call:
                if (call.Callee is VariableName { Name: var callee } && _macros.ContainsKey(callee))
                {
                    if (!_calls.TryGetValue(macro, out var calls)) _calls.Add(macro, calls = []);
                    calls.Add((callee, call.Position));
                }

                foreach (var argument in call.Arguments.All) Note(macro, argument, depth + 1);
                break;
            case FilterExpression { Input: { } input }:
                Note(macro, input, depth + 1);
                break;
            case OperatorChain chain when chain.Operands.Skip(1).All(o => o.Symbol is not ("and" or "or")):
                foreach (var (_, operand) in chain.Operands) Note(macro, operand, depth + 1);
                break;
        }
    }

    private bool Reaches(string from, string macro, HashSet<string> seen) =>
        from == macro || (seen.Add(from) && _calls.TryGetValue(from, out var calls) && calls.Exists(c => Reaches(c.Callee, macro, seen)));

    private void Add(string rule, string what, int position)
    {
        if (_isFound && rule == "growth") return;
        _isFound |= rule == "growth";
        findings.Add(HazardEffect.ExecuteLater, "exhaustion", rule, $"The template {what}: whoever renders it runs out of time or memory.", position);
    }
}
