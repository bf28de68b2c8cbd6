namespace MlSecPol.Engine.Models.Templates;

/// <summary>
/// What the variables of a template may hold. Order does not matter: within its loop or macro a name holds all that is ever assigned to it, so that
/// nothing is missed. Values that keep changing are widened until they stand still.
/// </summary>
internal sealed class TemplateScope
{
    private const int Top = 0;

    private readonly Dictionary<object, int> _numbers = new(ReferenceEqualityComparer.Instance);
    private readonly Dictionary<(int Frame, string Name), TemplateValue> _variables = [];
    private readonly HashSet<(int Frame, string Name)> _always = [];
    private readonly Dictionary<string, TemplateValue> _fields = new(StringComparer.Ordinal);
    private readonly Dictionary<string, MacroStatement> _macros = new(StringComparer.Ordinal);
    private readonly Dictionary<string, TemplateValue> _results = new(StringComparer.Ordinal);
    private readonly List<int> _frames = [Top];

    /// <summary>Whether changed values are widened at once.</summary>
    internal bool Widens { get; set; }

    /// <summary>Whether anything has changed since it was last set to false.</summary>
    internal bool HasChanged { get; set; }

    /// <summary>What any loop goes through.</summary>
    internal TemplateValue LoopElements { get; private set; } = TemplateValue.Data;

    /// <summary>Opens the scope of a loop or macro.</summary>
    internal void Enter(TemplateStatement frame) => _frames.Add(Number(frame));

    internal void Leave() => _frames.RemoveAt(_frames.Count - 1);

    /// <summary>What a variable may hold here; null where nothing is ever assigned to it.</summary>
    internal TemplateValue? Variable(string name)
    {
        TemplateValue? value = null;
        for (var i = _frames.Count - 1; i >= 0; i--)
        {
            var key = (_frames[i], name);
            if (!_variables.TryGetValue(key, out var found)) continue;
            value = value is null ? found : TemplateValue.Join(value, found);
            if (_always.Contains(key)) break;
        }

        return value;
    }

    internal TemplateValue? Field(string name) => _fields.GetValueOrDefault(name);

    internal TemplateValue AllFields() => _fields.Values.Aggregate(TemplateValue.Nothing, TemplateValue.Join);

    internal MacroStatement? Macro(string name) => _macros.GetValueOrDefault(name);

    /// <summary>What a macro prints.</summary>
    internal TemplateValue Result(string macro) => _results.GetValueOrDefault(macro, TemplateValue.Nothing);

    internal void Define(MacroStatement macro, TemplateValue result)
    {
        _macros[macro.Name] = macro;
        Update(_results, macro.Name, result);
    }

    /// <summary>Assigns in the innermost scope.</summary>
    internal void Assign(string name, TemplateValue value) => Update(_variables, (_frames[^1], name), value);

    /// <summary>Assigns what a loop or macro always assigns before its body runs, so that outer variables of the name are hidden.</summary>
    internal void AssignAlways(TemplateStatement frame, string name, TemplateValue value)
    {
        var key = (Number(frame), name);
        _always.Add(key);
        Update(_variables, key, value);
    }

    /// <summary>Adds to the variable where it was assigned, as methods that change a list do.</summary>
    internal void Extend(string name, TemplateValue value)
    {
        var frame = _frames.FindLast(f => _variables.ContainsKey((f, name)));
        Update(_variables, (frame, name), value);
    }

    internal void AssignField(string name, TemplateValue value) => Update(_fields, name, value);

    internal void AddLoopElement(TemplateValue value) => LoopElements = Merge(LoopElements, value);

    // Two loops of the same text are two scopes, so that they are told apart by identity.
    private int Number(TemplateStatement frame)
    {
        if (!_numbers.TryGetValue(frame, out var number)) _numbers[frame] = number = _numbers.Count + 1;
        return number;
    }

    private void Update<TKey>(Dictionary<TKey, TemplateValue> values, TKey name, TemplateValue value)
        where TKey : notnull
    {
        if (values.TryGetValue(name, out var old)) values[name] = Merge(old, value);
        else
        {
            values[name] = value;
            HasChanged = true;
        }
    }

    private TemplateValue Merge(TemplateValue old, TemplateValue value)
    {
        var merged = TemplateValue.Join(old, value);
        if (merged.SameAs(old)) return old;
        HasChanged = true;
        return Widens ? Settle(merged) : merged;
    }

    private static TemplateValue Settle(TemplateValue value) => new()
    {
        Traits = value.Traits | (value.IsAuthored ? TemplateTraits.Computed : TemplateTraits.None),
        Element = value.Element is null ? null : Settle(value.Element),
        Member = value.Member is null ? null : Settle(value.Member),
    };
}
