using System.Buffers.Binary;

namespace MlSecPol.Engine.Artifacts.SevenZip;

/// <summary>Reads the header of a 7z archive value by value; a value that is not there is an <see cref="ArtifactException"/>.</summary>
internal ref struct SevenZipCursor(ReadOnlySpan<byte> bytes)
{
    private readonly ReadOnlySpan<byte> _bytes = bytes;
    private int _at;

    /// <summary>Bytes that are left.</summary>
    internal readonly int Left => _bytes.Length - _at;

    internal static ArtifactException Broken() => new(ArtifactErrorKind.Malformed, "The header of the 7z archive contradicts itself or breaks off.", "Get an undamaged copy of the file.");

    internal byte Byte() => Bytes(1)[0];

    internal ReadOnlySpan<byte> Bytes(long count)
    {
        if (count < 0 || count > Left) throw Broken();
        var taken = _bytes.Slice(_at, (int)count);
        _at += (int)count;
        return taken;
    }

    internal uint Word() => BinaryPrimitives.ReadUInt32LittleEndian(Bytes(4));

    /// <summary>A number of one to nine bytes: the leading ones of the first tell how many follow, its other bits are the highest.</summary>
    internal long Number()
    {
        int first = Byte();
        ulong value = 0;
        for (var (i, mask) = (0, 0x80); i < 8; i++, mask >>= 1)
        {
            if ((first & mask) == 0)
            {
                value |= (ulong)(first & (mask - 1)) << (8 * i);
                break;
            }

            value |= (ulong)Byte() << (8 * i);
        }

        return value <= long.MaxValue ? (long)value : throw Broken();
    }

    /// <summary>A number of things of which each takes at least one bit of what is left.</summary>
    internal int Count()
    {
        var count = Number();
        return count <= (long)Left * 8 ? (int)count : throw Broken();
    }

    /// <summary>One bit for each thing, in front of it a byte that says whether all are set.</summary>
    internal bool[] Defined(int count) => Byte() != 0 ? [.. Enumerable.Repeat(true, count)] : Bits(count);

    internal bool[] Bits(int count)
    {
        var packed = Bytes((count + 7) / 8);
        var bits = new bool[count];
        for (var i = 0; i < count; i++) bits[i] = (packed[i / 8] & (0x80 >> (i % 8))) != 0;
        return bits;
    }
}
