namespace MlSecPol;

/// <summary>One of the five areas into which the policy is divided.</summary>
public sealed record Pillar
{
    /// <summary>The id: <c>DS</c>, <c>MS</c>, <c>PS</c>, <c>SC</c> or <c>HS</c>.</summary>
    public required string PillarId { get; init; }

    /// <summary>The name, for example <c>Data Security</c>.</summary>
    public required string Name { get; init; }

    /// <summary>What it covers.</summary>
    public required string Description { get; init; }

    /// <summary>Its goals.</summary>
    public required IReadOnlyList<Goal> Goals { get; init; }

    /// <inheritdoc/>
    public override string ToString() => $"{PillarId} {Name}";
}
