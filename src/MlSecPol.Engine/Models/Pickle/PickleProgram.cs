namespace MlSecPol.Engine.Models.Pickle;

/// <summary>The pickles of one file or member.</summary>
/// <param name="Member">The member of a container that holds them, outermost first, parts separated by <c>!</c>; null at the top level.</param>
/// <param name="Report">What they would do.</param>
/// <param name="Listing">Their instructions, one a line; null where nobody asked for them.</param>
public sealed record PickleProgram(string? Member, PickleReport Report, string? Listing = null);
