using System.Numerics;
using System.Runtime.CompilerServices;

namespace MlSecPol.Engine.Datasets.Statistics;

/// <summary>Sums of the first four powers of decimal numbers with one number of decimals, as integers. Holds 2^34 values of 31 bits without overflow.</summary>
internal struct FixedPointSums
{
    private Int128 _first;
    private UInt128 _second;
    private Int128 _third;
    private UInt128 _fourthLow;
    private UInt128 _fourthHigh;

    /// <summary>Adds a number of at most 31 bits.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal void Add(long mantissa)
    {
        var square = (ulong)(mantissa * mantissa);
        var cube = Math.BigMul(square, (ulong)Math.Abs(mantissa));
        var fourth = Math.BigMul(square, square);
        _first += mantissa;
        _second += square;
        if (mantissa < 0) _third -= (Int128)cube;
        else _third += (Int128)cube;
        _fourthLow += (ulong)fourth;
        _fourthHigh += (ulong)(fourth >> 64);
    }

    /// <summary>Adds a number of at most 31 bits as often as told.</summary>
    internal void Add(long mantissa, long times)
    {
        var square = (UInt128)(ulong)(mantissa * mantissa);
        var fourth = square * square;
        _first += (Int128)mantissa * times;
        _second += square * (ulong)times;
        _third += (Int128)square * mantissa * times;
        _fourthLow += (UInt128)(ulong)fourth * (ulong)times;
        _fourthHigh += (fourth >> 64) * (ulong)times;
    }

    internal void Merge(in FixedPointSums other)
    {
        _first += other._first;
        _second += other._second;
        _third += other._third;
        _fourthLow += other._fourthLow;
        _fourthHigh += other._fourthHigh;
    }

    internal readonly bool IsZero => _second == UInt128.Zero;

    /// <summary>The sum of a power, 1 to 4.</summary>
    internal readonly BigInteger this[int power] => power switch
    {
        1 => (BigInteger)_first,
        2 => (BigInteger)_second,
        3 => (BigInteger)_third,
        _ => ((BigInteger)_fourthHigh << 64) + (BigInteger)_fourthLow,
    };

    internal readonly void Write(BinaryWriter writer)
    {
        // The two halves of the fourth power are written as they add up, so that the bytes follow from the sum alone.
        for (var power = 1; power <= 4; power++) StateFormat.Write(writer, this[power]);
    }

    internal static FixedPointSums Read(StateReader reader)
    {
        var sums = new FixedPointSums { _first = reader.Int128(), _second = reader.UInt128(), _third = reader.Int128() };
        var fourth = reader.BigInteger();
        if (fourth.Sign < 0 || fourth.GetBitLength() > 190) throw StateReader.Broken();
        sums._fourthLow = (ulong)(fourth & ulong.MaxValue);
        sums._fourthHigh = (UInt128)(fourth >> 64);
        return sums;
    }
}
