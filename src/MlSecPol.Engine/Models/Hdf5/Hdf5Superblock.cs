using MlSecPol.Engine.Artifacts;
using MlSecPol.Engine.Models.Containers;

namespace MlSecPol.Engine.Models.Hdf5;

/// <summary>The entry of an HDF5 file: widths of its numbers, its end, and the header of the root group.</summary>
/// <param name="Space">The file's bytes.</param>
/// <param name="Root">Where the header of the root group stands.</param>
/// <param name="End">Where the file ends by its own account.</param>
internal sealed record Hdf5Superblock(Hdf5Space Space, long Root, long End)
{
    private const int Longest = 128;
    private const int SignatureLength = 8;

    /// <summary>The fields whose size does not hang on others.</summary>
    private const int Shortest = 16;

    /// <summary>Reads the superblock of version 0 to 3 that stands at the beginning of <paramref name="content"/>.</summary>
    internal static Hdf5Superblock Read(ByteSource content, string? member, FactsBuilder facts)
    {
        var bytes = new byte[Math.Min(Longest, content.Length)];
        if (content.Read(0, bytes) < bytes.Length || bytes.Length < Shortest) throw Hdf5Cursor.Malformed("no whole superblock");
        var version = bytes[SignatureLength];
        return version switch
        {
            0 or 1 => ReadOld(content, bytes, version, member, facts),
            2 or 3 => ReadNew(content, bytes, member, facts),
            _ => throw new ArtifactException(ArtifactErrorKind.Malformed, $"The superblock of the HDF5 file has version {version}, which is not read.", "Convert the file with the library that wrote it."),
        };
    }

    private static Hdf5Superblock ReadOld(ByteSource content, byte[] bytes, int version, string? member, FactsBuilder facts)
    {
        const int sizesAt = 13, fixedLength = 24, indexedStorage = 4;
        var space = Open(content, bytes[sizesAt], bytes[sizesAt + 1], member, facts);
        var cursor = space.Cursor(bytes);
        cursor.Skip(fixedLength + (version == 1 ? indexedStorage : 0));
        var start = cursor.Address();
        cursor.Address();
        var end = cursor.Address();
        cursor.Address();
        cursor.Address();
        return new Hdf5Superblock(space, cursor.Address(), FromStart(end, start));
    }

    private static Hdf5Superblock ReadNew(ByteSource content, byte[] bytes, string? member, FactsBuilder facts)
    {
        const int sizesAt = 9, fixedLength = 12, addresses = 4, checksum = 4;
        var space = Open(content, bytes[sizesAt], bytes[sizesAt + 1], member, facts);
        var cursor = space.Cursor(bytes);
        cursor.Skip(fixedLength);
        var start = cursor.Address();
        cursor.Address();
        var end = cursor.Address();
        var root = cursor.Address();
        space.Verify(bytes.AsSpan(0, Math.Min(bytes.Length, fixedLength + (addresses * space.OffsetSize) + checksum)), 0, "superblock");
        return new Hdf5Superblock(space, root, FromStart(end, start));
    }

    /// <summary>The end is stated from the beginning of the file, user block included; everything else from the superblock.</summary>
    private static long FromStart(long end, long start) => start > 0 && end >= start ? end - start : end;

    private static Hdf5Space Open(ByteSource content, int offsetSize, int lengthSize, string? member, FactsBuilder facts) =>
        offsetSize is 2 or 4 or 8 && lengthSize is 2 or 4 or 8
            ? new Hdf5Space(content, member, facts, offsetSize, lengthSize)
            : throw Hdf5Cursor.Malformed($"addresses of {offsetSize} and lengths of {lengthSize} bytes, which are not read");
}
