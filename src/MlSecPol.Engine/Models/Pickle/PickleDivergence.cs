namespace MlSecPol.Engine.Models.Pickle;

/// <summary>A place where loaders and the documented disassembler read the same bytes differently.</summary>
/// <param name="Kind">In what they differ.</param>
/// <param name="Offset">The instruction.</param>
/// <param name="Detail">One sentence.</param>
public sealed record PickleDivergence(PickleDivergenceKind Kind, long Offset, string Detail);
