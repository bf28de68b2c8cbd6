namespace MlSecPol;

/// <summary>A stage in the life of a machine-learning system, as the policy names them.</summary>
public sealed record LifecycleStage
{
    /// <summary>The short id, for example <c>MT</c>; chosen by this project.</summary>
    public required string StageId { get; init; }

    /// <summary>The name, for example <c>Model training</c>.</summary>
    public required string Name { get; init; }

    /// <summary>What belongs to the stage.</summary>
    public required string Description { get; init; }

    /// <inheritdoc/>
    public override string ToString() => Name;
}
