namespace MlSecPol.Engine.Models;

/// <summary>One thing that a header says of the model in words. The maker's claim, not a fact.</summary>
/// <param name="Member">The member of a container that holds the header; null at the top level.</param>
/// <param name="Name">The key.</param>
/// <param name="Value">What it says, shortened.</param>
public sealed record ModelMetadata(string? Member, string Name, string Value);
