using System.Runtime.InteropServices;

namespace MlSecPol.Engine.Datasets;

/// <summary>
/// A row in sixteen bytes: 88 bits of a hash beside the eight that its partition tells, and the number of the row in 40 bits, enough for a million million rows.
/// </summary>
[StructLayout(LayoutKind.Sequential)]
internal readonly record struct HashEntry(ulong High, ulong LowAndRow)
{
    /// <summary>Bits of the hash that are told by the partition alone.</summary>
    internal const int PartitionBits = 8;

    /// <summary>Tags that there are.</summary>
    internal const int MostTags = 1 << TagBits;

    private const int RowBits = 40;
    private const int TagBits = 24;
    private const ulong RowMask = (1UL << RowBits) - 1;
    private const ulong TagMask = ((1UL << TagBits) - 1) << RowBits;

    internal HashEntry(UInt128 hash, long row)
        : this((ulong)(hash >> (64 - PartitionBits)), ((ulong)(hash << PartitionBits) & ~RowMask) | ((ulong)row & RowMask))
    {
    }

    /// <summary>An entry that carries a tag of 24 bits in place of as many bits of the hash.</summary>
    internal HashEntry(UInt128 hash, long row, int tag)
        : this((ulong)(hash >> (64 - PartitionBits)), ((ulong)(hash << PartitionBits) & ~RowMask & ~TagMask) | ((ulong)tag << RowBits) | ((ulong)row & RowMask))
    {
    }

    /// <summary>The hash, its tag included.</summary>
    internal UInt128 Hash => new(High, LowAndRow & ~RowMask);

    /// <summary>The hash without tag.</summary>
    internal UInt128 Untagged => new(High, LowAndRow & ~RowMask & ~TagMask);

    internal int Tag => (int)((LowAndRow & TagMask) >> RowBits);

    internal long Row => (long)(LowAndRow & RowMask);
}
