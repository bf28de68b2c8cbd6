namespace MlSecPol.Engine.Policy;

/// <summary>
/// What to look controls up by. Lists hold alternatives, and an empty list asks for nothing; a control is found when it meets all that are asked for.
/// Patterns may hold <c>*</c> and <c>?</c>; upper and lower case are alike.
/// </summary>
public sealed record ControlQuery
{
    /// <summary>Patterns of control ids.</summary>
    public IReadOnlyList<string> Id { get; init; } = [];

    /// <summary>Patterns of ids or names of pillars.</summary>
    public IReadOnlyList<string> Pillar { get; init; } = [];

    /// <summary>Patterns of ids, names or aliases of techniques. A name need not be unique: <c>Encryption</c> stands in two pillars.</summary>
    public IReadOnlyList<string> Technique { get; init; } = [];

    /// <summary>Patterns of ids or names of goals; a goal stands for all controls of its pillar.</summary>
    public IReadOnlyList<string> Goal { get; init; } = [];

    /// <summary>Patterns of ids or names of lifecycle stages.</summary>
    public IReadOnlyList<string> Stage { get; init; } = [];

    /// <summary>Names of frameworks; each word of a name has to occur in the full name, so <c>ISO 27001</c> finds <c>ISO/IEC 27001:2022 Annex A</c>.</summary>
    public IReadOnlyList<string> Framework { get; init; } = [];

    /// <summary>Patterns of clause ids; with <see cref="Framework"/> only its clauses count.</summary>
    public IReadOnlyList<string> Clause { get; init; } = [];

    /// <summary>Only controls with a check of this type, each with only those checks; null for all.</summary>
    public CheckType? CheckType { get; init; }
}
