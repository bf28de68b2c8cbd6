using System.Buffers.Binary;
using MlSecPol.Engine.Artifacts;
using MlSecPol.Engine.Models.Containers;

namespace MlSecPol.Engine.Models.Hdf5;

/// <summary>The bytes of one HDF5 file as its metadata addresses them, with the budget for reading metadata. Data of arrays is never read.</summary>
internal sealed class Hdf5Space(ByteSource content, string? member, FactsBuilder facts, int offsetSize, int lengthSize)
{
    private const int MostChecksumDefects = 20;
    private const int ChecksumSize = 4;

    private readonly long _budget = facts.Limits.HeaderBytes;
    private long _read;
    private int _checksumDefects;

    internal int OffsetSize => offsetSize;

    internal int LengthSize => lengthSize;

    internal string? Member => member;

    internal FactsBuilder Facts => facts;

    /// <summary>Length of the file from the superblock on.</summary>
    internal long Length => content.Length;

    /// <summary>Reads a piece of metadata whole.</summary>
    internal byte[] Read(long address, long length)
    {
        facts.Token.ThrowIfCancellationRequested();
        if (address < 0 || length < 0 || address > content.Length || length > content.Length - address)
            throw new ArtifactException(ArtifactErrorKind.Malformed, $"The HDF5 file points to {length} bytes at offset {address}, of which it has {Math.Max(0, content.Length - Math.Max(0, address))}.", "Obtain the file again from its maker.");
        _read += length;
        if (_read > _budget)
            throw new ArtifactException(ArtifactErrorKind.LimitReached, $"The metadata of the HDF5 file is longer than {_budget} bytes (limit {nameof(ArtifactLimits.HeaderBytes)}).", "Raise the limit if the file is trusted.");
        var bytes = new byte[length];
        if (content.Read(address, bytes) < length) throw Hdf5Cursor.Malformed("an end before its time");
        return bytes;
    }

    internal Hdf5Cursor Cursor(ReadOnlySpan<byte> bytes) => new(bytes, offsetSize, lengthSize);

    /// <summary>Compares the checksum in the last four bytes with the rest.</summary>
    internal void Verify(ReadOnlySpan<byte> block, long address, string what)
    {
        if (block.Length < ChecksumSize) throw Hdf5Cursor.Malformed("a block too short for its checksum");
        var stated = BinaryPrimitives.ReadUInt32LittleEndian(block[^ChecksumSize..]);
        if (Lookup3.Hash(block[..^ChecksumSize]) == stated || _checksumDefects++ >= MostChecksumDefects) return;
        facts.AddDefect(HeaderDefectKind.Malformed, member, address, $"{what} at {address}", $"The checksum of the {what} at offset {address} is wrong; the library refuses it, other readers do not.");
    }
}
