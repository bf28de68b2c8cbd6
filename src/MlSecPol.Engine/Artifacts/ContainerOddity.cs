namespace MlSecPol.Engine.Artifacts;

/// <summary>A contradiction or oddity of a container.</summary>
/// <param name="Kind">What is odd.</param>
/// <param name="Member">The member concerned, with the containers around it; null when the file itself is meant.</param>
/// <param name="Offset">Where in the file or outer member it stands; null where it has no place.</param>
/// <param name="Detail">One sentence with names and numbers.</param>
public sealed record ContainerOddity(ContainerOddityKind Kind, string? Member, long? Offset, string Detail);
