namespace MlSecPol.Engine.Artifacts.Zip;

/// <summary>One member of a zip archive, united from the central directory and the member's own header.</summary>
internal sealed record ZipMember
{
    /// <summary>Bit of the flags: the content is encrypted.</summary>
    internal const int EncryptionFlag = 0x1;

    /// <summary>Bits of the flags that say or imply that content or headers cannot be read plainly.</summary>
    internal const int ObstructingFlags = 0x1 | 0x20 | 0x40 | 0x2000;

    /// <summary>Bit of the flags: sizes and checksum follow the content.</summary>
    internal const int DescriptorFlag = 0x8;

    /// <summary>Name by the directory; by the own header where the directory has none.</summary>
    internal required string Name { get; init; }

    /// <summary>Name by the own header, where it differs.</summary>
    internal string? LocalName { get; init; }

    /// <summary>Compression method.</summary>
    internal required int Method { get; init; }

    /// <summary>Compression method by the own header.</summary>
    internal required int LocalMethod { get; init; }

    /// <summary>Flags of both headers together.</summary>
    internal required int Flags { get; init; }

    /// <summary>CRC-32 of the content.</summary>
    internal required uint Crc { get; init; }

    /// <summary>Bytes in the archive.</summary>
    internal required long CompressedSize { get; init; }

    /// <summary>Bytes in the archive by the own header, where that states another number.</summary>
    internal long? LocalCompressedSize { get; init; }

    /// <summary>Bytes of the content.</summary>
    internal required long Size { get; init; }

    /// <summary>Where the own header stands in the file.</summary>
    internal required long HeaderOffset { get; init; }

    /// <summary>Where the content stands in the file; -1 without own header.</summary>
    internal required long DataOffset { get; init; }

    /// <summary>Whether the directory lists it.</summary>
    internal required bool InDirectory { get; init; }

    /// <summary>Whether the name says that it is a folder.</summary>
    internal bool IsFolder => Name.EndsWith('/') && Size == 0;

    /// <summary>Whether a header says that it is encrypted.</summary>
    internal bool ClaimsEncryption => (Flags & EncryptionFlag) != 0;
}
