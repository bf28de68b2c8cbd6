using System.Buffers.Binary;

namespace MlSecPol.Engine.Tests.Proof.Fuzzing;

/// <summary>Damages the text of a header and states its new length, so that it is read.</summary>
internal static class HeaderDamage
{
    private const int SafeTensorsStart = 8;

    public static byte[] SafeTensors(Random random, byte[] content, byte[] other)
    {
        if (content.Length < SafeTensorsStart || BinaryPrimitives.ReadInt64LittleEndian(content) is var length && (length <= 0 || length > content.Length - SafeTensorsStart) || random.Next(6) == 0)
            return FieldDamage.Apply(random, content, other);
        var end = SafeTensorsStart + (int)length;
        var header = TextDamage.Apply(random, content[SafeTensorsStart..end], other);
        return [.. BitConverter.GetBytes((long)header.Length), .. header, .. content[end..]];
    }

    public static byte[] NumPy(Random random, byte[] content, byte[] other)
    {
        var start = content.Length > 12 && content[6] >= 2 ? 12 : 10;
        if (content.Length < start || random.Next(6) == 0) return FieldDamage.Apply(random, content, other);
        var length = start == 10 ? BinaryPrimitives.ReadUInt16LittleEndian(content.AsSpan(8)) : BinaryPrimitives.ReadUInt32LittleEndian(content.AsSpan(8));
        var end = (int)Math.Min(start + length, content.Length);
        var header = TextDamage.Apply(random, content[start..end], other);
        return [.. content[..8], .. BitConverter.GetBytes(header.Length)[..(start - 8)], .. header, .. content[end..]];
    }
}
