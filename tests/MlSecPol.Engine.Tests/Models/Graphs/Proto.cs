using System.Text;

namespace MlSecPol.Engine.Tests.Models.Graphs;

/// <summary>Writes a protobuf message field by field, right or wrong.</summary>
internal sealed class Proto
{
    private readonly List<byte> _bytes = [];

    public byte[] Build() => [.. _bytes];

    public Proto Number(int field, long value)
    {
        Varint((ulong)field << 3);
        Varint((ulong)value);
        return this;
    }

    public Proto Text(int field, string text) => Bytes(field, Encoding.UTF8.GetBytes(text));

    public Proto Message(int field, Proto message) => Bytes(field, message.Build());

    public Proto Bytes(int field, ReadOnlySpan<byte> bytes) => Claim(field, (ulong)bytes.Length, bytes);

    /// <summary>Bytes with a length that need not be theirs.</summary>
    public Proto Claim(int field, ulong length, ReadOnlySpan<byte> bytes)
    {
        Varint(((ulong)field << 3) | 2);
        Varint(length);
        _bytes.AddRange(bytes);
        return this;
    }

    public Proto Packed(int field, params ReadOnlySpan<long> values)
    {
        var packed = new Proto();
        foreach (var value in values) packed.Varint((ulong)value);
        return Bytes(field, packed.Build());
    }

    public Proto Raw(params ReadOnlySpan<byte> bytes)
    {
        _bytes.AddRange(bytes);
        return this;
    }

    private void Varint(ulong value)
    {
        for (; value >= 0x80; value >>= 7) _bytes.Add((byte)(value | 0x80));
        _bytes.Add((byte)value);
    }
}
