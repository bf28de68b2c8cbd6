namespace MlSecPol.Engine.Models.Pickle;

/// <summary>The place at which the analysis had to stop before the content ended.</summary>
/// <param name="Kind">Why.</param>
/// <param name="Offset">The instruction that could not be carried out.</param>
/// <param name="Reason">One sentence.</param>
public sealed record PickleGap(PickleGapKind Kind, long Offset, string Reason);
