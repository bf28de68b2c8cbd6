namespace MlSecPol.Engine.Models;

/// <summary>What the header of a NumPy array file declares.</summary>
/// <param name="Member">The member that holds it; null at the top level.</param>
/// <param name="Type">The dtype as text, for example <c>&lt;f4</c>.</param>
/// <param name="Elements">Product of the shape; -1 when it leaves 64 bits.</param>
/// <param name="ItemSize">Bytes of one element; 0 for objects or where it is not known.</param>
/// <param name="HoldsObjects">Whether elements are Python objects, so that the data is a pickle.</param>
public sealed record NumPyArray(string? Member, string Type, long Elements, long ItemSize, bool HoldsObjects);
