using System.Buffers.Binary;

namespace MlSecPol.Engine.Models.FlatBuffers;

/// <summary>A vector of a FlatBuffer that fits into the file.</summary>
/// <param name="Buffer">The file.</param>
/// <param name="Name">What the vector is called, for findings.</param>
/// <param name="At">Where the first element begins.</param>
/// <param name="Count">How many there are.</param>
/// <param name="Width">Bytes of one.</param>
internal sealed record FlatVector(FlatBuffer Buffer, string Name, long At, uint Count, int Width)
{
    /// <summary>Bytes of all elements.</summary>
    internal long Bytes => (long)Count * Width;

    /// <summary>An element of a vector of tables; null where it leads astray.</summary>
    internal FlatTable? Table(uint index) => Follow(index) is { } at ? Buffer.Table(at, $"{Name}[{index}]") : null;

    /// <summary>An element of a vector of signed numbers of 32 bits.</summary>
    internal int Integer(uint index) => BinaryPrimitives.ReadInt32LittleEndian(Buffer.Read(At + ((long)index * 4), 4));

    private long? Follow(uint index)
    {
        var at = At + ((long)index * 4);
        return Buffer.Word(at, $"{Name}[{index}]") is { } offset ? at + offset : null;
    }
}
