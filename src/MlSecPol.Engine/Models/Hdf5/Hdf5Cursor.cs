using System.Buffers.Binary;
using System.Text;
using MlSecPol.Engine.Artifacts;

namespace MlSecPol.Engine.Models.Hdf5;

/// <summary>Reads the fields of one piece of metadata in order; running out of bytes is an <see cref="ArtifactException"/>.</summary>
internal ref struct Hdf5Cursor(ReadOnlySpan<byte> bytes, int offsetSize, int lengthSize)
{
    private ReadOnlySpan<byte> _rest = bytes;

    /// <summary>Stands for the address of something that is not there: all bits are one.</summary>
    internal const long Undefined = -1;

    internal readonly int Remaining => _rest.Length;

    internal byte Byte() => Take(1)[0];

    internal int UInt16() => BinaryPrimitives.ReadUInt16LittleEndian(Take(2));

    internal long UInt32() => BinaryPrimitives.ReadUInt32LittleEndian(Take(4));

    /// <summary>A place in the file, counted from the superblock; <see cref="Undefined"/> where there is none.</summary>
    internal long Address()
    {
        var field = _rest[..Math.Min(offsetSize, _rest.Length)];
        var value = Number(offsetSize);
        return field.IndexOfAnyExcept((byte)0xFF) < 0 ? Undefined : value;
    }

    /// <summary>A length; what no file can have is given as the largest number.</summary>
    internal long Length() => Number(lengthSize);

    /// <summary>An unsigned number of one to eight bytes, cut off at the largest signed one.</summary>
    internal long Number(int size)
    {
        if (size is < 0 or > 8) throw Malformed($"a number of {size} bytes");
        Span<byte> wide = stackalloc byte[8];
        wide.Clear();
        Take(size).CopyTo(wide);
        var value = BinaryPrimitives.ReadUInt64LittleEndian(wide);
        return value > long.MaxValue ? long.MaxValue : (long)value;
    }

    internal ReadOnlySpan<byte> Take(long count)
    {
        if (count < 0 || count > _rest.Length) throw Malformed("a field that leaves its message");
        var taken = _rest[..(int)count];
        _rest = _rest[(int)count..];
        return taken;
    }

    internal void Skip(long count) => Take(count);

    internal void Expect(ReadOnlySpan<byte> signature)
    {
        if (!Take(signature.Length).SequenceEqual(signature)) throw Malformed($"no signature '{Encoding.ASCII.GetString(signature)}' where one is due");
    }

    /// <summary>Text up to a NUL.</summary>
    internal string Text()
    {
        var end = _rest.IndexOf((byte)0);
        if (end < 0) throw Malformed("a text without its end");
        var text = Encoding.UTF8.GetString(Take(end));
        Skip(1);
        return text;
    }

    internal static ArtifactException Malformed(string what) =>
        new(ArtifactErrorKind.Malformed, $"The metadata of the HDF5 file has {what}.", "Obtain the file again from its maker.");
}
