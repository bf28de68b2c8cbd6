using System.Runtime.InteropServices;
using System.Text;
using MlSecPol.Engine.Artifacts;

namespace MlSecPol.Engine.Datasets.Formats.Parquet;

/// <summary>Reads the compact protocol of Thrift in place. Whatever leaves the bytes or nests too deep is an <see cref="ArtifactException"/>.</summary>
[StructLayout(LayoutKind.Auto)]
internal ref struct ThriftReader(ReadOnlySpan<byte> bytes)
{
    internal const byte True = 1, False = 2, Byte = 3, I16 = 4, I32 = 5, I64 = 6, Double = 7, Binary = 8, List = 9, Set = 10, Map = 11, Struct = 12;
    private const int DeepestNesting = 32;

    private readonly ReadOnlySpan<byte> _bytes = bytes;

    /// <summary>Bytes read so far.</summary>
    internal int Position { get; private set; }

    /// <summary>Whether the bytes end inside a value; more of them may help.</summary>
    internal static ArtifactException Short() => new(ArtifactErrorKind.Malformed, "The metadata of the Parquet file breaks off.", "Get an undamaged copy of the file.");

    internal static ArtifactException Malformed(string what) => new(ArtifactErrorKind.Malformed, what, "Get an undamaged copy of the file.");

    /// <summary>Reads the head of the next field of a structure; false at its end.</summary>
    internal bool NextField(ref int id, out byte type)
    {
        var head = Next();
        type = (byte)(head & 0x0F);
        if (type == 0) return false;
        if (type > Struct) throw Malformed("The metadata of the Parquet file has a field of an unknown type.");
        id = head >> 4 is > 0 and var delta ? id + delta : (int)ZigZag();
        return true;
    }

    /// <summary>Reads the head of a list.</summary>
    internal int ListHead(out byte type)
    {
        var head = Next();
        type = (byte)(head & 0x0F);
        var count = head >> 4 == 15 ? (long)Varint() : head >> 4;
        // Each element has a byte at least.
        return count >= 0 && count <= _bytes.Length - Position ? (int)count : throw Malformed("A list in the metadata of the Parquet file claims more elements than the bytes have room for.");
    }

    internal long Integer(byte type) => type == Byte ? (sbyte)Next() : ZigZag();

    internal int Int32(byte type) => Integer(type) is >= int.MinValue and <= int.MaxValue and var value ? (int)value : throw Malformed("A number in the metadata of the Parquet file leaves 32 bits.");

    internal string Text()
    {
        var span = Bytes();
        return Encoding.UTF8.GetString(span);
    }

    internal ReadOnlySpan<byte> Bytes()
    {
        var length = Varint();
        if (length > (ulong)(_bytes.Length - Position)) throw Short();
        var span = _bytes.Slice(Position, (int)length);
        Position += (int)length;
        return span;
    }

    /// <summary>Passes over a value.</summary>
    internal void Skip(byte type, int depth = 0)
    {
        if (depth > DeepestNesting) throw Malformed("The metadata of the Parquet file is nested too deep.");
        switch (type)
        {
            case True or False:
                return;
            case Byte:
                Next();
                return;
            case I16 or I32 or I64:
                Varint();
                return;
            case Double:
                Advance(8);
                return;
            case Binary:
                Bytes();
                return;
            case List or Set:
                for (var left = ListHead(out var element); left > 0; left--) SkipElement(element, depth);
                return;
            case Map:
                SkipMap(depth);
                return;
            case Struct:
                var id = 0;
                while (NextField(ref id, out var field)) Skip(field, depth + 1);
                return;
            default:
                throw Malformed("The metadata of the Parquet file has a value of an unknown type.");
        }
    }

    private void SkipElement(byte type, int depth)
    {
        // In lists a truth value has a byte of its own.
        if (type is True or False) Next();
        else Skip(type, depth + 1);
    }

    private void SkipMap(int depth)
    {
        var count = Varint();
        if (count == 0) return;
        if (count > (ulong)(_bytes.Length - Position)) throw Short();
        var types = Next();
        for (; count > 0; count--)
        {
            SkipElement((byte)(types >> 4), depth);
            SkipElement((byte)(types & 0x0F), depth);
        }
    }

    private void Advance(int count)
    {
        if (count > _bytes.Length - Position) throw Short();
        Position += count;
    }

    private byte Next() => Position < _bytes.Length ? _bytes[Position++] : throw Short();

    private long ZigZag()
    {
        var value = Varint();
        return (long)(value >> 1) ^ -(long)(value & 1);
    }

    private ulong Varint()
    {
        var value = 0UL;
        for (var shift = 0; shift < 64; shift += 7)
        {
            var b = Next();
            value |= (ulong)(b & 0x7F) << shift;
            if (b < 0x80) return value;
        }

        throw Malformed("A number in the metadata of the Parquet file is longer than 64 bits.");
    }
}
