using System.Numerics;
using System.Runtime.CompilerServices;

namespace MlSecPol.Engine.Datasets.Statistics;

/// <summary>
/// The sum of doubles, or of one of their powers, without any rounding: a fixed-point number wide enough for every finite double, in words of 32 bits that
/// keep their carries for a while (Neal, "Fast exact summation using small and large superaccumulators", 2015). Whatever the order and however the values
/// are split, the state is the same.
/// </summary>
internal sealed class ExactSum
{
    private const int WordBits = 32;
    private const uint WordMask = uint.MaxValue;
    private const int MantissaBits = 52;
    private const int ExponentMask = 0x7FF;
    private const int LowestExponent = -1074;
    private const int DoubleBits = 2098;
    private const int SpareWords = 4;

    // One addition puts at most 53 bits into a word, so 2^10 of them leave the sign alone.
    private const int AdditionsBeforeCarry = 1 << 10;

    private readonly int _power;
    private readonly long[] _words;
    private int _pending;

    internal ExactSum(int power = 1)
    {
        _power = power;
        _words = new long[(DoubleBits * power / WordBits) + SpareWords];
    }

    /// <summary>Bits behind the binary point: the sum is <see cref="ToInteger"/> × 2^-this.</summary>
    internal int FractionBits => -LowestExponent * _power;

    /// <summary>Bits that a sum may have.</summary>
    internal int Capacity => (_words.Length - 1) * WordBits;

    /// <summary>Adds a finite double to a sum of first powers.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal void Add(double value)
    {
        var (mantissa, position) = Split(value);
        var shift = position & (WordBits - 1);
        var low = (mantissa << shift) & WordMask;
        var high = mantissa >> (WordBits - shift);
        var sign = BitConverter.DoubleToInt64Bits(value) >> 63;
        var words = _words;
        var at = position / WordBits;
        words[at] += (low ^ sign) - sign;
        words[at + 1] += (high ^ sign) - sign;
        if (++_pending == AdditionsBeforeCarry) Carry();
    }

    /// <summary>Adds a product of mantissas, given in words of 64 bits from the lowest.</summary>
    /// <param name="product">The magnitude.</param>
    /// <param name="position">The weight of its lowest bit, in bits above that of the smallest power.</param>
    /// <param name="negative">Whether it counts negative.</param>
    internal void AddProduct(ReadOnlySpan<ulong> product, int position, bool negative)
    {
        var shift = position & (WordBits - 1);
        var at = position / WordBits;
        var sign = negative ? -1L : 0L;
        foreach (var limb in product)
        {
            var shifted = (UInt128)limb << shift;
            Put(at, (long)((ulong)shifted & WordMask));
            Put(at + 1, (long)(((ulong)shifted >> WordBits) & WordMask));
            if (shift > 0) Put(at + 2, (long)(ulong)(shifted >> 64));
            at += 2;
        }

        if (++_pending == AdditionsBeforeCarry) Carry();

        void Put(int index, long word)
        {
            if (word != 0) _words[index] += (word ^ sign) - sign;
        }
    }

    /// <summary>Adds an integer that counts units of 2^-<see cref="FractionBits"/>.</summary>
    internal void AddInteger(BigInteger value)
    {
        Carry();
        var at = 0;
        for (; !value.IsZero && !value.Equals(BigInteger.MinusOne) && at < _words.Length - 1; at++)
        {
            _words[at] += (uint)(value & WordMask);
            value >>= WordBits;
        }

        _words[at] += (long)value;
        Carry();
    }

    internal void Merge(ExactSum other)
    {
        Carry();
        other.Carry();
        for (var i = 0; i < _words.Length; i++) _words[i] += other._words[i];
        Carry();
    }

    /// <summary>The exact sum in units of 2^-<see cref="FractionBits"/>.</summary>
    internal BigInteger ToInteger()
    {
        Carry();
        var bytes = new byte[(_words.Length * sizeof(uint)) + sizeof(uint)];
        for (var i = 0; i < _words.Length - 1; i++) BitConverter.TryWriteBytes(bytes.AsSpan(i * sizeof(uint)), (uint)_words[i]);
        BitConverter.TryWriteBytes(bytes.AsSpan((_words.Length - 1) * sizeof(uint)), _words[^1]);
        return new BigInteger(bytes);
    }

    /// <summary>The sum, correctly rounded.</summary>
    internal double ToDouble() => ExactRatio.ToDouble(ToInteger(), BigInteger.One << FractionBits);

    /// <summary>The integer mantissa of a double and the weight of its lowest bit above that of the smallest double.</summary>
    internal static (long Mantissa, int Position) Split(double value)
    {
        var bits = BitConverter.DoubleToInt64Bits(value);
        var exponent = (int)(bits >> MantissaBits) & ExponentMask;
        var mantissa = bits & ((1L << MantissaBits) - 1);
        return exponent == 0 ? (mantissa, 0) : (mantissa | (1L << MantissaBits), exponent - 1);
    }

    private void Carry()
    {
        _pending = 0;
        var carry = 0L;
        for (var i = 0; i < _words.Length - 1; i++)
        {
            var word = _words[i] + carry;
            _words[i] = word & WordMask;
            carry = word >> WordBits;
        }

        _words[^1] += carry;
    }
}
