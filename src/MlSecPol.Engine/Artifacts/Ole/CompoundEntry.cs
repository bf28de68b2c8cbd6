namespace MlSecPol.Engine.Artifacts.Ole;

/// <summary>An entry of the directory of a compound file.</summary>
/// <param name="Name">Its name.</param>
/// <param name="IsStream">Whether it has content; otherwise it is a folder.</param>
/// <param name="Start">The first sector of its content.</param>
/// <param name="Size">Bytes of its content.</param>
internal sealed record CompoundEntry(string Name, bool IsStream, uint Start, long Size);
