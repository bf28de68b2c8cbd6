using System.Buffers.Binary;
using System.Numerics;

namespace MlSecPol.Engine.Datasets.Formats.Parquet;

/// <summary>The encodings of Parquet that pack numbers into bits.</summary>
internal static class ParquetBits
{
    private const int LongestBlock = 1 << 16;

    /// <summary>Bits that numbers up to a maximum need.</summary>
    internal static int WidthOf(int maximum) => 32 - BitOperations.LeadingZeroCount((uint)maximum);

    /// <summary>Runs and packed groups in turn (RLE); the target is filled or the bytes are malformed.</summary>
    internal static void DecodeRuns(ReadOnlySpan<byte> bytes, int width, Span<int> target)
    {
        if (width is < 0 or > 32) throw ThriftReader.Malformed($"A page packs numbers into {width} bits.");
        var at = 0;
        while (!target.IsEmpty)
        {
            var head = Varint(bytes, ref at);
            if ((head & 1) == 0)
            {
                var run = (int)Math.Min(head >> 1, (ulong)target.Length);
                var size = (width + 7) / 8;
                if (size > bytes.Length - at || run == 0) throw ThriftReader.Malformed("A run of a page breaks off or is empty.");
                var value = 0;
                for (var i = 0; i < size; i++) value |= bytes[at + i] << (8 * i);
                at += size;
                target[..run].Fill(value);
                target = target[run..];
                continue;
            }

            var groups = head >> 1;
            if (groups == 0) throw ThriftReader.Malformed("A packed run of a page is empty.");
            var count = (int)Math.Min(groups * 8, (ulong)target.Length);
            var packed = bytes[at..];
            // Writers may cut the padding of the last group off.
            if (((long)count * width) > packed.Length * 8L) throw ThriftReader.Malformed("The packed numbers of a page break off.");
            Unpack(packed, width, target[..count]);
            at = (int)Math.Min(bytes.Length, at + ((long)groups * width));
            target = target[count..];
        }
    }

    /// <summary>The deprecated packing of levels, high bit first.</summary>
    internal static void DecodeBigEndian(ReadOnlySpan<byte> bytes, int width, Span<int> target)
    {
        if (((long)target.Length * width) > bytes.Length * 8L) throw ThriftReader.Malformed("The packed levels of a page break off.");
        var bit = 0L;
        for (var i = 0; i < target.Length; i++)
        {
            var value = 0;
            for (var j = 0; j < width; j++, bit++) value = (value << 1) | ((bytes[(int)(bit >> 3)] >> (7 - (int)(bit & 7))) & 1);
            target[i] = value;
        }
    }

    /// <summary>Differences packed block by block (DELTA_BINARY_PACKED).</summary>
    /// <returns>How many bytes were used.</returns>
    internal static int DecodeDeltas(ReadOnlySpan<byte> bytes, Span<long> target)
    {
        var at = 0;
        var block = Varint(bytes, ref at);
        var miniblocks = Varint(bytes, ref at);
        var count = Varint(bytes, ref at);
        var value = ZigZag(Varint(bytes, ref at));
        if (block is 0 or > LongestBlock || block % 8 != 0 || miniblocks == 0 || miniblocks > block || block % miniblocks != 0 || (block / miniblocks) % 8 != 0)
            throw ThriftReader.Malformed("A page of differences has blocks of a size that Parquet does not allow.");
        if (count < (ulong)target.Length) throw ThriftReader.Malformed("A page of differences has fewer numbers than its header states.");
        if (target.IsEmpty) return at;
        target[0] = value;
        var size = (int)(block / miniblocks);
        for (var next = 1; next < target.Length;)
        {
            var least = ZigZag(Varint(bytes, ref at));
            if (bytes.Length - at < (int)miniblocks) throw ThriftReader.Malformed("A page of differences breaks off.");
            var widths = bytes.Slice(at, (int)miniblocks);
            at += (int)miniblocks;
            for (var i = 0; i < widths.Length && next < target.Length; i++)
            {
                if (widths[i] > 64) throw ThriftReader.Malformed("A page of differences packs numbers into more than 64 bits.");
                var needed = Math.Min(size, target.Length - next);
                var packed = bytes[at..];
                if ((long)needed * widths[i] > packed.Length * 8L) throw ThriftReader.Malformed("A page of differences breaks off.");
                for (var j = 0; j < needed; j++) target[next++] = value = unchecked(value + least + (long)Bits(packed, (long)j * widths[i], widths[i]));
                at = (int)Math.Min(bytes.Length, at + ((long)size * widths[i] / 8));
            }
        }

        return at;
    }

    private static void Unpack(ReadOnlySpan<byte> bytes, int width, Span<int> target)
    {
        for (var i = 0; i < target.Length; i++) target[i] = (int)Bits(bytes, (long)i * width, width);
    }

    private static ulong Bits(ReadOnlySpan<byte> bytes, long bit, int width)
    {
        if (width == 0) return 0;
        var (at, shift) = ((int)(bit >> 3), (int)(bit & 7));
        if (bytes.Length - at >= 8 && width + shift <= 64) return (BinaryPrimitives.ReadUInt64LittleEndian(bytes[at..]) >> shift) & (width == 64 ? ulong.MaxValue : (1UL << width) - 1);
        var value = 0UL;
        for (var i = 0; i < width; i++)
        {
            var place = bit + i;
            value |= (ulong)((bytes[(int)(place >> 3)] >> (int)(place & 7)) & 1) << i;
        }

        return value;
    }

    private static long ZigZag(ulong value) => (long)(value >> 1) ^ -(long)(value & 1);

    private static ulong Varint(ReadOnlySpan<byte> bytes, ref int at)
    {
        var value = 0UL;
        for (var shift = 0; shift < 64; shift += 7)
        {
            if (at >= bytes.Length) throw ThriftReader.Malformed("The packed numbers of a page break off.");
            var b = bytes[at++];
            value |= (ulong)(b & 0x7F) << shift;
            if (b < 0x80) return value;
        }

        throw ThriftReader.Malformed("A number in a page is longer than 64 bits.");
    }
}
