using System.Buffers.Binary;
using System.Text.Unicode;

namespace MlSecPol.Engine.Artifacts;

/// <summary>Recognises the parameters of a Flax model in MessagePack: nested maps with textual keys that lead to an array of numbers.</summary>
internal static class MessagePackSniffer
{
    private const int Deepest = 16;
    private const int LongestKey = 1024;

    internal static bool IsFlax(ReadOnlySpan<byte> head, long length)
    {
        Span<long> open = stackalloc long[Deepest];
        var at = 0;
        var depth = Enter(head, ref at, open, 0);
        while (depth > 0 && at < head.Length)
        {
            if (open[depth - 1]-- == 0)
            {
                depth--;
                continue;
            }

            // A key, then the next map, a number, or the first array.
            if (!SkipKey(head, ref at) || at >= head.Length) return false;
            if (Enter(head, ref at, open, depth) is var deeper && deeper > depth) depth = deeper;
            else if (!SkipScalar(head, ref at)) return IsArray(head[at..], length - at);
        }

        return false;
    }

    /// <summary>Passes over the head of a map. An empty map at the very beginning is the mark of a pickle, too.</summary>
    private static int Enter(ReadOnlySpan<byte> head, ref int at, Span<long> open, int depth)
    {
        if (at >= head.Length || depth == Deepest) return depth;
        var (count, width) = head[at..] switch
        {
            [0x80, ..] when depth == 0 => (0, 0),
            [>= 0x80 and <= 0x8F, ..] => (head[at] & 0x0F, 1),
            [0xDE, _, _, ..] => (BinaryPrimitives.ReadUInt16BigEndian(head[(at + 1)..]), 3),
            [0xDF, _, _, _, _, ..] => (BinaryPrimitives.ReadUInt32BigEndian(head[(at + 1)..]), 5),
            _ => (0L, 0),
        };
        if (width == 0) return depth;
        at += width;
        open[depth] = count;
        return depth + 1;
    }

    private static bool SkipScalar(ReadOnlySpan<byte> head, ref int at)
    {
        var width = head[at] switch
        {
            <= 0x7F or >= 0xE0 or 0xC0 or 0xC2 or 0xC3 => 1,
            0xCC or 0xD0 => 2,
            0xCD or 0xD1 => 3,
            0xCA or 0xCE or 0xD2 => 5,
            0xCB or 0xCF or 0xD3 => 9,
            >= 0xA0 and <= 0xBF => 1 + (head[at] & 0x1F),
            // A complex number: two numbers in an extension.
            0xC7 when head.Length - at > 4 && head[at + 2] == 2 && head[at + 3] == 0x92 => 3 + head[at + 1],
            0xC9 when head.Length - at > 7 && head[at + 5] == 2 && head[at + 6] == 0x92 => 6 + head[at + 4],
            0xD5 or 0xD6 or 0xD7 or 0xD8 when head.Length - at > 3 && head[at + 1] == 2 && head[at + 2] == 0x92 => 2 + (1 << (head[at] - 0xD4)),
            _ => 0,
        };
        at += width;
        return width > 0;
    }

    private static bool SkipKey(ReadOnlySpan<byte> head, ref int at)
    {
        if (at >= head.Length) return false;
        int size;
        if (head[at] is >= 0xA0 and <= 0xBF) size = head[at++] & 0x1F;
        else if (head[at] == 0xD9 && head.Length - at > 2)
        {
            size = head[at + 1];
            at += 2;
        }
        else return false;
        if (size is 0 or > LongestKey || head.Length - at < size || !Utf8.IsValid(head.Slice(at, size)) || head.Slice(at, size).IndexOfAnyInRange((byte)0, (byte)0x1F) >= 0) return false;
        at += size;
        return true;
    }

    /// <summary>An extension of type 1 or 3 that holds a shape, the name of a type and bytes.</summary>
    private static bool IsArray(ReadOnlySpan<byte> head, long length)
    {
        var (size, type, at) = head switch
        {
            [0xC7, var s, var t, ..] => (s, t, 3),
            [0xC8, _, _, var t, ..] => (BinaryPrimitives.ReadUInt16BigEndian(head[1..]), t, 4),
            [0xC9, _, _, _, _, var t, ..] => (BinaryPrimitives.ReadUInt32BigEndian(head[1..]), t, 6),
            [0xD8, var t, ..] => (16u, t, 2),
            _ => (0u, (byte)0, 0),
        };
        // Where the size is a lie the structure tells all the same.
        return at > 0 && length > at && size > 2 && type is 1 or 3 && head.Length > at + 2 && head[at] == 0x93 && head[at + 1] is >= 0x90 and <= 0x9F or 0xDC;
    }
}
