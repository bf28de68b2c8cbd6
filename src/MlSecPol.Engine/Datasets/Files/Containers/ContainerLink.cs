namespace MlSecPol.Engine.Datasets.Files.Containers;

/// <summary>A link in an archive.</summary>
/// <param name="Member">Its name, with the containers around it.</param>
/// <param name="Offset">Where its header stands; null where that has no single place.</param>
/// <param name="LeadsAway">Whether unpacking it can read or write outside of the folder, as far as the header shows.</param>
/// <param name="Detail">One sentence without the final full stop.</param>
internal sealed record ContainerLink(string Member, long? Offset, bool LeadsAway, string Detail);
