namespace MlSecPol.Engine.Models.Repository;

/// <summary>A part of a model folder that was not read. As long as there is one, nothing that depends on the part may pass.</summary>
/// <param name="Aspect">What cannot be answered for it.</param>
/// <param name="Kind">Why.</param>
/// <param name="Path">The file, relative to the folder; null when the folder as a whole is meant.</param>
/// <param name="Reason">One sentence: what was not read and why.</param>
public sealed record RepositoryGap(RepositoryAspect Aspect, CoverageGapKind Kind, string? Path, string Reason);
