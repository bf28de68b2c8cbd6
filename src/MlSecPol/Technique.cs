namespace MlSecPol;

/// <summary>A technique that the policy names for a pillar.</summary>
public sealed record Technique
{
    /// <summary>The id, for example <c>DS-T1</c>. The name is no key: two pillars have an <c>Encryption</c>.</summary>
    public required string TechniqueId { get; init; }

    /// <summary>The pillar that names it.</summary>
    public required string PillarId { get; init; }

    /// <summary>Its place in the pillar, from 1.</summary>
    public required int Order { get; init; }

    /// <summary>The name that the policy gives it.</summary>
    public required string Name { get; init; }

    /// <summary>Other names under which it can be looked up: the titles of its controls where they differ.</summary>
    public IReadOnlyList<string> Aliases { get; init; } = [];

    /// <summary>How it relates to its controls.</summary>
    public required TechniqueRelation Relation { get; init; }

    /// <summary>Ids of the controls that answer for it.</summary>
    public required IReadOnlyList<string> Controls { get; init; }

    /// <summary>Ids of the parts of those controls that answer for it; empty when the whole controls do.</summary>
    public IReadOnlyList<string> Parts { get; init; } = [];

    /// <summary>Ids of controls that touch it; shown beside it and not counted for it.</summary>
    public IReadOnlyList<string> Related { get; init; } = [];

    /// <inheritdoc/>
    public override string ToString() => $"{TechniqueId} {Name}";
}
