namespace MlSecPol.Engine.Models.Templates;

/// <summary>
/// What the variables of a template may hold. Scopes and order do not matter: a name holds all that is ever assigned to it, so that nothing
/// is missed. Values that keep changing are widened until they stand still.
/// </summary>
internal sealed class TemplateScope
{
    private readonly Dictionary<string, TemplateValue> _variables = new(StringComparer.Ordinal);
    private readonly Dictionary<string, TemplateValue> _fields = new(StringComparer.Ordinal);
    private readonly Dictionary<string, MacroStatement> _macros = new(StringComparer.Ordinal);
    private readonly Dictionary<string, TemplateValue> _results = new(StringComparer.Ordinal);

    /// <summary>Whether changed values are widened at once.</summary>
    internal bool Widens { get; set; }

    /// <summary>Whether anything has changed since it was last set to false.</summary>
    internal bool HasChanged { get; set; }

    /// <summary>What any loop goes through.</summary>
    internal TemplateValue LoopElements { get; private set; } = TemplateValue.Data;

    internal TemplateValue? Variable(string name) => _variables.GetValueOrDefault(name);

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

    internal void Assign(string name, TemplateValue value) => Update(_variables, name, value);

    internal void AssignField(string name, TemplateValue value) => Update(_fields, name, value);

    internal void AddLoopElement(TemplateValue value) => LoopElements = Merge(LoopElements, value);

    private void Update(Dictionary<string, TemplateValue> values, string name, TemplateValue value)
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

    private static TemplateValue Settle(TemplateValue value)
    {
        var wide = new TemplateValue { Traits = value.Traits | (value.IsAuthored ? TemplateTraits.Computed : TemplateTraits.None) };
        return value.Element is null && value.Member is null ? wide : wide with { Element = TemplateValue.Computed, Member = TemplateValue.Computed };
    }
}
