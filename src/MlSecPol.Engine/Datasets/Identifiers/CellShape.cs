using System.Buffers.Binary;
using System.Runtime.Intrinsics;

namespace MlSecPol.Engine.Datasets.Identifiers;

/// <summary>
/// What a short cell is made of: where its digits, capitals and small letters stand, and every other character as it is. Cells of equal shape hold the same forms, so what was
/// found out about one holds for all; most columns have a handful of shapes.
/// </summary>
internal readonly struct CellShape : IEquatable<CellShape>
{
    /// <summary>Longest cell that has one.</summary>
    internal const int Longest = 32;

    private readonly Vector256<byte> _classes;

    private CellShape(Vector256<byte> classes) => _classes = classes;

    /// <summary>The shape of a cell of at most <see cref="Longest"/> bytes.</summary>
    internal static CellShape Of(ReadOnlySpan<byte> cell)
    {
        var text = Load(cell);
        // Every digit becomes 0, every capital A and every small letter a.
        text = Replace(text, (byte)'0', 9);
        text = Replace(text, (byte)'A', 'Z' - 'A');
        return new(Replace(text, (byte)'a', 'z' - 'a'));
    }

    /// <inheritdoc/>
    public bool Equals(CellShape other) => _classes == other._classes;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is CellShape other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => _classes.GetHashCode();

    /// <summary>All bytes of the cell; those of a short one twice where two loads overlap, which its length tells apart.</summary>
    private static Vector256<byte> Load(ReadOnlySpan<byte> cell)
    {
        if (cell.Length >= 16) return Vector256.Create(Vector128.Create(cell[..16]), Vector128.Create(cell[^16..]));
        if (cell.Length >= 8) return Vector256.Create(BinaryPrimitives.ReadUInt64LittleEndian(cell), BinaryPrimitives.ReadUInt64LittleEndian(cell[^8..]), 0, (ulong)cell.Length).AsByte();
        var last = 0UL;
        foreach (var b in cell) last = (last << 8) | b;
        return Vector256.Create(last, 0, 0, (ulong)cell.Length).AsByte();
    }

    private static Vector256<byte> Replace(Vector256<byte> text, byte first, int span) =>
        Vector256.ConditionalSelect(Vector256.LessThanOrEqual(text - Vector256.Create(first), Vector256.Create((byte)span)), Vector256.Create(first), text);
}
