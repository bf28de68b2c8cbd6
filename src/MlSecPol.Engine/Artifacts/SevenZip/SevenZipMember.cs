namespace MlSecPol.Engine.Artifacts.SevenZip;

/// <summary>One file of a 7z archive.</summary>
/// <param name="Name">Its path.</param>
/// <param name="Folder">The number of the folder that holds it; -1 for a file without content.</param>
/// <param name="Offset">Where it begins in the plain bytes of the folder.</param>
/// <param name="Size">Its bytes.</param>
/// <param name="Crc">Its checksum; null where none is stated.</param>
internal sealed record SevenZipMember(string Name, int Folder, long Offset, long Size, uint? Crc)
{
    // FILE_ATTRIBUTE_REPARSE_POINT of Windows; where the marker bit is set, writers on Unix keep the mode in the upper half, S_IFLNK for links.
    private const uint ReparsePoint = 0x400, HasUnixMode = 0x8000, UnixType = 0xF0000000, UnixLink = 0xA0000000;

    /// <summary>Attributes by the rules of Windows, with the mode of Unix in the upper half; 0 where none are stated.</summary>
    internal uint Attributes { get; init; }

    /// <summary>Whether it unpacks to a link.</summary>
    internal bool IsLink => (Attributes & ReparsePoint) != 0 || ((Attributes & HasUnixMode) != 0 && (Attributes & UnixType) == UnixLink);
}
