namespace MlSecPol;

/// <summary>A part of a control that several techniques share, or that has clearly separate halves.</summary>
public sealed record ControlPart
{
    /// <summary>The id, for example <c>DS3.b</c>: the control and a lower-case letter.</summary>
    public required string PartId { get; init; }

    /// <summary>What the part is about.</summary>
    public required string Title { get; init; }

    /// <summary>The technique that the part answers for.</summary>
    public required string TechniqueId { get; init; }

    /// <inheritdoc/>
    public override string ToString() => $"{PartId} {Title}";
}
