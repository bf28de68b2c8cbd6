namespace MlSecPol;

/// <summary>How often something occurs.</summary>
public sealed record ValueCount
{
    /// <summary>A value or the name of a kind.</summary>
    public required string Value { get; init; }

    /// <summary>How often.</summary>
    public required long Count { get; init; }

    /// <inheritdoc/>
    public override string ToString() => $"{Value} {Count}";
}
