namespace MlSecPol;

/// <summary>Which requirements of the policy bind how strongly.</summary>
public sealed record PolicyObligation
{
    /// <summary>The strength.</summary>
    public required Obligation Obligation { get; init; }

    /// <summary>The requirements that have it.</summary>
    public required string AppliesTo { get; init; }

    /// <inheritdoc/>
    public override string ToString() => $"{Obligation}: {AppliesTo}";
}
