namespace MlSecPol.Engine.Datasets.Formats;

/// <summary>A member of an archive that may be a part of a dataset.</summary>
/// <param name="Name">Its name in the archive.</param>
/// <param name="Offset">Where its data begins.</param>
/// <param name="PackedSize">Bytes of its data as they stand.</param>
/// <param name="Size">Bytes of its content.</param>
/// <param name="Method">Compression method of zip.</param>
/// <param name="Crc">CRC-32 of the content; null where the archive has none.</param>
/// <param name="IsEncrypted">Whether it says that it is encrypted.</param>
internal sealed record ArchiveMember(string Name, long Offset, long PackedSize, long Size, int Method, uint? Crc, bool IsEncrypted)
{
    internal const int Stored = 0, Deflated = 8, Bzip2 = 12, Zstandard = 93, Xz = 95, Encrypted = 99;
}
