using System.Buffers.Binary;

namespace MlSecPol.Engine.Models.FlatBuffers;

/// <summary>A table of a FlatBuffer. Fields are asked for by their number in the definition, from 0.</summary>
/// <param name="Buffer">The file.</param>
/// <param name="Name">What the table is called, for findings.</param>
/// <param name="At">Where it begins.</param>
/// <param name="VirtualAt">Where its virtual table begins.</param>
/// <param name="VirtualSize">Bytes of its virtual table.</param>
internal sealed record FlatTable(FlatBuffer Buffer, string Name, long At, long VirtualAt, int VirtualSize)
{
    internal bool Has(int field) => Place(field, 1, out _);

    /// <summary>A number of one, two, four or eight bytes, unsigned; the default where the field is absent.</summary>
    internal ulong Number(int field, int width, ulong otherwise = 0)
    {
        if (!Place(field, width, out var at)) return otherwise;
        var bytes = Buffer.Read(at, width);
        return width switch
        {
            1 => bytes[0],
            2 => BinaryPrimitives.ReadUInt16LittleEndian(bytes),
            4 => BinaryPrimitives.ReadUInt32LittleEndian(bytes),
            _ => BinaryPrimitives.ReadUInt64LittleEndian(bytes),
        };
    }

    /// <summary>A signed number of 32 bits; the default where the field is absent.</summary>
    internal int Integer(int field, int otherwise = 0) => (int)(uint)Number(field, 4, (uint)otherwise);

    /// <summary>A text; null where the field is absent or leads astray.</summary>
    internal string? Text(int field, string name) => Follow(field, name) is { } at ? Buffer.Text(at, $"{Name}.{name}") : null;

    /// <summary>A table; null where the field is absent or leads astray.</summary>
    internal FlatTable? Table(int field, string name) => Follow(field, name) is { } at ? Buffer.Table(at, $"{Name}.{name}") : null;

    /// <summary>A vector of elements of a width; null where the field is absent or leads astray.</summary>
    internal FlatVector? Vector(int field, int width, string name) => Follow(field, name) is { } at ? Buffer.Vector(at, width, $"{Name}.{name}") : null;

    private long? Follow(int field, string name) => Place(field, 4, out var at) && Buffer.Word(at, $"{Name}.{name}") is { } offset ? at + offset : null;

    private bool Place(int field, int width, out long at)
    {
        at = 0;
        var slot = 4 + (2 * field);
        if (slot + 2 > VirtualSize) return false;
        var offset = BinaryPrimitives.ReadUInt16LittleEndian(Buffer.Read(VirtualAt + slot, 2));
        if (offset == 0) return false;
        at = At + offset;

        // Writers share virtual tables between tables of different sizes, so that only the end of the file is a bound, as it is for the official verifier.
        if (offset >= 4 && at + width <= Buffer.Length) return true;
        Buffer.Note(at, $"{Name}, field {field}", $"Field {field} of '{Name}' would stand at byte {offset} of a table at byte {At}; the file has {Buffer.Length}.");
        return false;
    }
}
