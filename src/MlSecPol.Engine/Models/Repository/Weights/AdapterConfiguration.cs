namespace MlSecPol.Engine.Models.Repository.Weights;

/// <summary>What the configuration of a low-rank adapter says, and what its weights have.</summary>
/// <param name="Path">The configuration, relative to the folder.</param>
/// <param name="Rank">The rank, as configured for all modules; null where modules have ranks of their own.</param>
/// <param name="Ranks">Ranks that the weights have, each with a tensor that has it.</param>
public sealed record AdapterConfiguration(string Path, long? Rank, IReadOnlyList<(long Rank, string Tensor)> Ranks);
