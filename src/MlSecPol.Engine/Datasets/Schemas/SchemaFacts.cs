namespace MlSecPol.Engine.Datasets.Schemas;

/// <summary>What a dataset is against its declared schema.</summary>
public sealed record SchemaFacts
{
    /// <summary>The file that declares the schema.</summary>
    public required string Source { get; init; }

    /// <summary>Fields that the schema declares.</summary>
    public required int Fields { get; init; }

    /// <summary>What does not conform.</summary>
    public IReadOnlyList<SchemaViolation> Violations { get; init; } = [];

    /// <summary>What could not be looked at; null when all was.</summary>
    public string? Gap { get; init; }
}
