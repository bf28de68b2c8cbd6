namespace MlSecPol.Engine.Artifacts.SevenZip;

/// <summary>One file of a 7z archive.</summary>
/// <param name="Name">Its path.</param>
/// <param name="Folder">The number of the folder that holds it; -1 for a file without content.</param>
/// <param name="Offset">Where it begins in the plain bytes of the folder.</param>
/// <param name="Size">Its bytes.</param>
/// <param name="Crc">Its checksum; null where none is stated.</param>
internal sealed record SevenZipMember(string Name, int Folder, long Offset, long Size, uint? Crc);
