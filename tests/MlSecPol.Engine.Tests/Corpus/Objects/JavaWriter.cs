using System.Buffers.Binary;
using System.Text;

namespace MlSecPol.Engine.Tests.Corpus.Objects;

/// <summary>Writes streams of serialized Java objects.</summary>
internal sealed class JavaWriter
{
    private readonly List<byte> _bytes = [0xAC, 0xED, 0x00, 0x05];

    public byte[] Build() => [.. _bytes];

    public JavaWriter Bytes(params byte[] bytes)
    {
        _bytes.AddRange(bytes);
        return this;
    }

    public JavaWriter Name(string text)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        _bytes.Add((byte)(bytes.Length >> 8));
        _bytes.Add((byte)bytes.Length);
        _bytes.AddRange(bytes);
        return this;
    }

    public JavaWriter Integer(int value)
    {
        Span<byte> word = stackalloc byte[4];
        BinaryPrimitives.WriteInt32BigEndian(word, value);
        _bytes.AddRange(word);
        return this;
    }

    /// <summary>The description of a class with numbers of 32 bits as its fields.</summary>
    public JavaWriter Class(string name, byte flags, params string[] numbers)
    {
        Bytes(0x72).Name(name).Bytes(0, 0, 0, 0, 0, 0, 0, 1, flags, 0, (byte)numbers.Length);
        foreach (var number in numbers) Bytes((byte)'I').Name(number);
        return Bytes(0x78, 0x70);
    }

    /// <summary>An object of a class with one number.</summary>
    public JavaWriter Number(string name, int value) => Bytes(0x73).Class(name, 2, "value").Integer(value);

    public JavaWriter Text(string text) => Bytes(0x74).Name(text);

    /// <summary>An object of a class that writes further objects of its own.</summary>
    public JavaWriter Holding(string name, Action<JavaWriter> inner)
    {
        Bytes(0x73).Class(name, 3);
        inner(this);
        return Bytes(0x78);
    }
}
