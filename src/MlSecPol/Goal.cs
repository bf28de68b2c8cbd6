namespace MlSecPol;

/// <summary>A goal of the policy; it belongs to a pillar and to no single control.</summary>
public sealed record Goal
{
    /// <summary>The id, for example <c>DS-G1</c>.</summary>
    public required string GoalId { get; init; }

    /// <summary>The pillar that has it.</summary>
    public required string PillarId { get; init; }

    /// <summary>The name that the policy gives it.</summary>
    public required string Name { get; init; }

    /// <inheritdoc/>
    public override string ToString() => $"{GoalId} {Name}";
}
