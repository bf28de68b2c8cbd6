namespace MlSecPol.Engine.Models;

/// <summary>A claim of a header that the bytes do not bear out.</summary>
/// <param name="Kind">What is wrong.</param>
/// <param name="Member">The member that holds the header; null at the top level.</param>
/// <param name="Offset">Where the claim or the claimed range begins; null where it has no place.</param>
/// <param name="Subject">What the claim is about, by name: a tensor, a storage, a field of the header.</param>
/// <param name="Detail">One sentence with names and numbers.</param>
/// <param name="Claim">Which claim of the format is meant, where readers were attacked by that very one, for example <c>array-count</c>; null otherwise.</param>
public sealed record HeaderDefect(HeaderDefectKind Kind, string? Member, long? Offset, string Subject, string Detail, string? Claim = null);
