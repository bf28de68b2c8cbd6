namespace MlSecPol.Engine.Policy;

/// <summary>What to look checks up by; the rules of <see cref="ControlQuery"/> hold.</summary>
public sealed record CheckQuery
{
    /// <summary>Patterns of check ids.</summary>
    public IReadOnlyList<string> Id { get; init; } = [];

    /// <summary>Patterns of control ids.</summary>
    public IReadOnlyList<string> Control { get; init; } = [];

    /// <summary>Patterns of ids or names of pillars.</summary>
    public IReadOnlyList<string> Pillar { get; init; } = [];

    /// <summary>Who answers; null for both.</summary>
    public CheckType? CheckType { get; init; }
}
