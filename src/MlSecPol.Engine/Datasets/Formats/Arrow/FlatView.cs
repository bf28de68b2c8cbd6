using System.Buffers.Binary;
using System.Text;
using MlSecPol.Engine.Artifacts;

namespace MlSecPol.Engine.Datasets.Formats.Arrow;

/// <summary>
/// A table of the FlatBuffers that Arrow describes itself with, in memory. Every offset is held against the bytes before it is followed; one that leaves them is an
/// <see cref="ArtifactException"/>.
/// </summary>
internal readonly struct FlatView
{
    private readonly byte[] _bytes;
    private readonly int _at;
    private readonly int _virtualAt;
    private readonly int _virtualSize;

    private FlatView(byte[] bytes, long at)
    {
        if (at < 4 || at > bytes.Length - 4) throw Malformed();
        (_bytes, _at) = (bytes, (int)at);
        var virtualAt = at - BinaryPrimitives.ReadInt32LittleEndian(bytes.AsSpan(_at));
        if (virtualAt < 0 || virtualAt > bytes.Length - 4) throw Malformed();
        _virtualAt = (int)virtualAt;
        _virtualSize = BinaryPrimitives.ReadUInt16LittleEndian(bytes.AsSpan(_virtualAt));
        if (_virtualSize < 4 || _virtualSize > bytes.Length - _virtualAt) throw Malformed();
    }

    /// <summary>The table that the bytes begin with.</summary>
    internal static FlatView Root(byte[] bytes) => bytes.Length < 8 ? throw Malformed() : new(bytes, BinaryPrimitives.ReadUInt32LittleEndian(bytes));

    internal static ArtifactException Malformed(string what = "The metadata of the Arrow data leads outside of itself.") => new(ArtifactErrorKind.Malformed, what, "Get an undamaged copy of the file.");

    internal byte Byte(int field, byte otherwise = 0) => Place(field, 1) is { } at ? _bytes[at] : otherwise;

    internal short Short(int field, short otherwise = 0) => Place(field, 2) is { } at ? BinaryPrimitives.ReadInt16LittleEndian(_bytes.AsSpan(at)) : otherwise;

    internal int Integer(int field, int otherwise = 0) => Place(field, 4) is { } at ? BinaryPrimitives.ReadInt32LittleEndian(_bytes.AsSpan(at)) : otherwise;

    internal long Long(int field) => Place(field, 8) is { } at ? BinaryPrimitives.ReadInt64LittleEndian(_bytes.AsSpan(at)) : 0;

    internal FlatView? Table(int field) => Follow(field) is { } at ? new FlatView(_bytes, at) : null;

    internal string Text(int field)
    {
        var (at, count) = Vector(field, 1);
        return Encoding.UTF8.GetString(_bytes.AsSpan(at, count));
    }

    /// <summary>Where the elements of a vector begin and how many there are; none where the field is absent.</summary>
    internal (int At, int Count) Vector(int field, int width)
    {
        if (Follow(field) is not { } at) return (0, 0);
        if (at > _bytes.Length - 4) throw Malformed();
        var count = BinaryPrimitives.ReadUInt32LittleEndian(_bytes.AsSpan((int)at));
        return count <= (_bytes.Length - at - 4) / width ? ((int)at + 4, (int)count) : throw Malformed();
    }

    /// <summary>An element of a vector of tables.</summary>
    internal FlatView Element(int vectorAt, int index)
    {
        var at = vectorAt + (index * 4);
        return new(_bytes, at + (long)BinaryPrimitives.ReadUInt32LittleEndian(_bytes.AsSpan(at)));
    }

    /// <summary>A number in a vector of structures or numbers.</summary>
    internal long LongAt(int at) => BinaryPrimitives.ReadInt64LittleEndian(_bytes.AsSpan(at));

    private long? Follow(int field) => Place(field, 4) is { } at ? at + (long)BinaryPrimitives.ReadUInt32LittleEndian(_bytes.AsSpan(at)) : null;

    private int? Place(int field, int width)
    {
        var slot = 4 + (2 * field);
        if (slot + 2 > _virtualSize) return null;
        var offset = BinaryPrimitives.ReadUInt16LittleEndian(_bytes.AsSpan(_virtualAt + slot));
        if (offset == 0) return null;
        return _at + offset + width <= _bytes.Length ? _at + offset : throw Malformed();
    }
}
