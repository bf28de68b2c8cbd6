namespace MlSecPol.Engine.Models.Pickle;

/// <summary>An object that a program asks its loader for, for example a tensor storage of PyTorch.</summary>
/// <param name="Offset">Where the instruction stands.</param>
/// <param name="Id">The id: text for PERSID, any value for BINPERSID; PyTorch gives <c>('storage', type, key, location, element count)</c>.</param>
public sealed record PicklePersistentId(long Offset, PickleValue Id);
