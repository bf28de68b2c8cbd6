using MlSecPol.Engine.Artifacts;

namespace MlSecPol.Engine.Models;

/// <summary>Bytes that no part of the format owns.</summary>
/// <param name="Member">The member in which they stand; null at the top level.</param>
/// <param name="Offset">First byte, from 0.</param>
/// <param name="Length">Number of bytes.</param>
/// <param name="Content">What they look like from their beginning.</param>
/// <param name="IsZero">Whether the bytes that were looked at, the first and the last few kilobytes, are all zero.</param>
public sealed record UnownedRange(string? Member, long Offset, long Length, ArtifactFormat Content, bool IsZero);
