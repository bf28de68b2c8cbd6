using System.Buffers.Binary;
using System.Numerics;
using System.Text;

namespace MlSecPol.Engine.Datasets.Statistics;

/// <summary>Reads a state that anybody may have written: every number is held against its bounds before it asks for memory.</summary>
internal sealed class StateReader(byte[] state)
{
    private const int LongestInteger = 4096;
    private const int NumberBits = 7;
    private const int LongestNumber = 10;

    // Sums of a few thousand such counts do not overflow.
    private const long LargestCount = 1L << 48;

    private int _position;

    internal bool IsAtEnd => _position == state.Length;

    internal static InvalidDataException Broken() => new("The state of the profile is not one that this program writes.");

    internal byte Byte() => Take(1)[0];

    internal bool Boolean() => Byte() switch { 0 => false, 1 => true, _ => throw Broken() };

    internal double Double() => BinaryPrimitives.ReadDoubleLittleEndian(Take(sizeof(double)));

    internal ulong Hash() => BinaryPrimitives.ReadUInt64LittleEndian(Take(sizeof(ulong)));

    /// <summary>A number that is not negative.</summary>
    internal long Count(long maximum = LargestCount)
    {
        ulong value = 0;
        for (var i = 0; i < LongestNumber; i++)
        {
            var part = Byte();
            value |= (ulong)(part & 0x7F) << (i * NumberBits);
            if (part < 0x80) return value <= (ulong)maximum ? (long)value : throw Broken();
        }

        throw Broken();
    }

    internal byte[] Bytes(int maximum) => Take((int)Count(maximum)).ToArray();

    internal string Text(int maximum) => Encoding.UTF8.GetString(Take((int)Count(maximum)));

    internal BigInteger BigInteger()
    {
        var zeros = (int)Count(LongestInteger);
        return new BigInteger(Take((int)Count(LongestInteger))) << (zeros * 8);
    }

    internal Int128 Int128() => Narrow(v => (Int128)v);

    internal UInt128 UInt128() => Narrow(v => (UInt128)v);

    private T Narrow<T>(Func<BigInteger, T> convert)
    {
        try
        {
            return convert(BigInteger());
        }
        catch (OverflowException)
        {
            throw Broken();
        }
    }

    private ReadOnlySpan<byte> Take(int length)
    {
        if (length > state.Length - _position) throw Broken();
        var bytes = state.AsSpan(_position, length);
        _position += length;
        return bytes;
    }
}
