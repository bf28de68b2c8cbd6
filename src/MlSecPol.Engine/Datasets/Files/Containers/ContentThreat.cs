namespace MlSecPol.Engine.Datasets.Files.Containers;

/// <summary>Content that can act, where data was expected.</summary>
/// <param name="Kind">What it can do.</param>
/// <param name="Member">The member that it is, with the containers around it; null when the file itself is meant.</param>
/// <param name="Offset">Where it begins in the file or member; null where it has no single place.</param>
/// <param name="Detail">One sentence without the final full stop.</param>
internal sealed record ContentThreat(ThreatKind Kind, string? Member, long? Offset, string Detail);
