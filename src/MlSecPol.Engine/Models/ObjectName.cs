namespace MlSecPol.Engine.Models;

/// <summary>A name by which a model, outside of its pickles, has something imported, harmless or not.</summary>
/// <param name="Aspect">Where it belongs, and so which check judges it.</param>
/// <param name="Name">The dotted name, as a loader would import it.</param>
/// <param name="Member">The member of a container that holds it first; null at the top level.</param>
/// <param name="Location">Where it stands there first; null where the member says it.</param>
public sealed record ObjectName(ModelAspect Aspect, string Name, string? Member, string? Location);
