using System.Buffers.Binary;

namespace MlSecPol.Engine.Models.TensorFlow;

/// <summary>Expands one block of Snappy without framing, as sorted tables hold it.</summary>
internal static class SnappyBlock
{
    /// <summary>Expands a block.</summary>
    /// <returns>The content; null when the block is broken or expands to more than is allowed.</returns>
    internal static byte[]? Expand(ReadOnlySpan<byte> block, int longest)
    {
        ulong length = 0;
        var at = 0;
        for (var shift = 0; ; shift += 7)
        {
            if (at >= block.Length || shift > 28) return null;
            length |= (ulong)(block[at] & 0x7F) << shift;
            if (block[at++] < 0x80) break;
        }

        // No element of three bytes expands to more than 64, so that a claim beyond that is a lie.
        if (length > (ulong)longest || length > ((ulong)block.Length * 64) + 64) return null;
        var target = new byte[length];
        var filled = 0;
        while (at < block.Length)
        {
            var tag = block[at++];
            if ((tag & 3) == 0)
            {
                if (!Literal(block, ref at, tag, target, ref filled)) return null;
            }
            else if (!Copy(block, ref at, tag, target, ref filled))
            {
                return null;
            }
        }

        return filled == target.Length ? target : null;
    }

    private static bool Literal(ReadOnlySpan<byte> block, ref int at, byte tag, byte[] target, ref int filled)
    {
        long length = tag >> 2;
        if (length >= 60)
        {
            var bytes = (int)length - 59;
            if (at + bytes > block.Length) return false;
            length = 0;
            for (var i = 0; i < bytes; i++) length |= (long)block[at++] << (8 * i);
        }

        length++;
        if (length > block.Length - at || length > target.Length - filled) return false;
        block.Slice(at, (int)length).CopyTo(target.AsSpan(filled));
        at += (int)length;
        filled += (int)length;
        return true;
    }

    private static bool Copy(ReadOnlySpan<byte> block, ref int at, byte tag, byte[] target, ref int filled)
    {
        var bytes = (tag & 3) switch { 1 => 1, 2 => 2, _ => 4 };
        if (at + bytes > block.Length) return false;
        var rest = block[at..];
        var (length, offset) = bytes switch
        {
            1 => (((tag >> 2) & 7) + 4, ((long)(tag >> 5) << 8) | rest[0]),
            2 => ((tag >> 2) + 1, BinaryPrimitives.ReadUInt16LittleEndian(rest)),
            _ => ((tag >> 2) + 1, (long)BinaryPrimitives.ReadUInt32LittleEndian(rest)),
        };
        at += bytes;
        if (offset == 0 || offset > filled || length > target.Length - filled) return false;
        for (var i = 0; i < length; i++, filled++) target[filled] = target[filled - (int)offset];
        return true;
    }
}
