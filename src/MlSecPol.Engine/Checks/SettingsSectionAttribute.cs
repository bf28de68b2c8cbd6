namespace MlSecPol.Engine.Checks;

/// <summary>
/// Marks a record whose public init properties are the keys of one section of <c>mlsecpol.json</c>; the property initialisers are the documented defaults.
/// Property types: bool, int, long, double, string, enum, <c>IReadOnlyList&lt;string&gt;</c>, <c>IReadOnlyDictionary&lt;string, …&gt;</c>, or another such record.
/// The record has a constructor without parameters and is found by itself.
/// </summary>
/// <param name="name">The key of the section, camelCase, for example <c>limits</c>.</param>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public sealed class SettingsSectionAttribute(string name) : Attribute
{
    /// <summary>The key of the section.</summary>
    public string Name { get; } = name;
}
