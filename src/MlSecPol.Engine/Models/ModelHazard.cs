namespace MlSecPol.Engine.Models;

/// <summary>One thing in a model that acts when the model is loaded, used or rendered.</summary>
/// <param name="Aspect">Where it belongs, and so which check judges it.</param>
/// <param name="Effect">What it does.</param>
/// <param name="Rule">The rule that found it, stable, <c>family:name</c>, for example <c>keras:lambda</c>.</param>
/// <param name="Subject">What it is about, by name: a layer, a node, a key.</param>
/// <param name="Detail">One sentence for a reader, with names, ending in a full stop.</param>
/// <param name="Member">The member of a container that holds it, outermost first, separated by <c>!</c>; null at the top level.</param>
/// <param name="Offset">Byte offset in the file or member; null where it has no single place.</param>
/// <param name="Location">Where it stands in the structure, for example <c>config.layers[3].config.function</c>; null where member and offset say it.</param>
/// <param name="Evidence">What was seen, shortened; null where the detail says it.</param>
/// <param name="Import">The dotted name that it has imported, by which the organisation can allow or forbid it; null where it is no import.</param>
public sealed record ModelHazard(
    ModelAspect Aspect,
    HazardEffect Effect,
    string Rule,
    string Subject,
    string Detail,
    string? Member = null,
    long? Offset = null,
    string? Location = null,
    string? Evidence = null,
    string? Import = null);
