using System.Numerics;
using System.Runtime.CompilerServices;

namespace MlSecPol.Engine.Datasets.Statistics;

/// <summary>
/// Sums of the first four powers of numbers without any rounding, so that mean, variance, skewness and kurtosis do not depend on how the numbers were split
/// and do not suffer from cancellation. Decimal numbers of up to nine digits are summed as integers, all others as doubles.
/// </summary>
internal sealed class ExactMoments
{
    internal const int MaximumScale = 9;
    private const int Powers = 4;

    private static readonly BigInteger[] PowersOfTen = [.. Enumerable.Range(0, (MaximumScale * Powers) + 1).Select(e => BigInteger.Pow(10, e))];

    private FixedPointSums[]? _decimals;
    private ExactSum[]? _doubles;

    internal long Count { get; private set; }

    /// <summary>Adds a number.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal void Add(in NumberText number)
    {
        Count++;
        if (number.IsShortDecimal) (_decimals ??= new FixedPointSums[MaximumScale + 1])[number.Scale].Add(number.Mantissa);
        else AddDouble(number.Value);
    }

    /// <summary>Adds a number as often as told.</summary>
    internal void Add(in NumberText number, long times)
    {
        Count += times;
        if (number.IsShortDecimal)
        {
            (_decimals ??= new FixedPointSums[MaximumScale + 1])[number.Scale].Add(number.Mantissa, times);
            return;
        }

        var sums = _doubles ??= NewDoubles();
        var (mantissa, position) = ExactSum.Split(number.Value);
        BigInteger signed = number.Value < 0 ? -mantissa : mantissa;
        for (var power = 1; power <= Powers; power++) sums[power - 1].AddInteger((BigInteger.Pow(signed, power) * times) << (position * power));
    }

    /// <summary>Adds a finite double.</summary>
    internal void Add(double value)
    {
        Count++;
        AddDouble(value);
    }

    internal void Merge(ExactMoments other)
    {
        Count += other.Count;
        if (other._decimals is { } decimals)
        {
            _decimals ??= new FixedPointSums[MaximumScale + 1];
            for (var i = 0; i < decimals.Length; i++) _decimals[i].Merge(decimals[i]);
        }

        if (other._doubles is not { } doubles) return;
        _doubles ??= NewDoubles();
        for (var i = 0; i < doubles.Length; i++) _doubles[i].Merge(doubles[i]);
    }

    /// <summary>Mean and shape.</summary>
    internal MomentValues ToValues()
    {
        if (Count == 0) return MomentValues.None;
        // All four sums over one common unit, then everything in integers.
        var binary = _doubles is null ? 0 : _doubles[0].FractionBits;
        var scale = _decimals is null ? 0 : MaximumScale;
        var unit = PowersOfTen[scale] << binary;
        BigInteger n = Count, s1 = Sum(1), s2 = Sum(2), s3 = Sum(3), s4 = Sum(4);
        var m2 = (n * s2) - (s1 * s1);
        var m3 = (n * n * s3) - (3 * n * s1 * s2) + (2 * s1 * s1 * s1);
        var m4 = (n * n * n * s4) - (4 * n * n * s1 * s3) + (6 * n * s1 * s1 * s2) - (3 * s1 * s1 * s1 * s1);
        return new()
        {
            Count = Count,
            Sum = ExactRatio.ToDouble(s1, unit),
            Mean = ExactRatio.ToDouble(s1, n * unit),
            Variance = Count > 1 ? ExactRatio.ToDouble(m2, n * (n - 1) * unit * unit) : null,
            Skewness = m2.IsZero ? null : Math.CopySign(Math.Sqrt(ExactRatio.ToDouble(m3 * m3, m2 * m2 * m2)), m3.Sign),
            Kurtosis = m2.IsZero ? null : ExactRatio.ToDouble(m4 - (3 * m2 * m2), m2 * m2),
        };

        BigInteger Sum(int power)
        {
            var sum = BigInteger.Zero;
            for (var s = 0; _decimals is not null && s < _decimals.Length; s++) sum += _decimals[s][power] * PowersOfTen[(scale - s) * power];
            sum <<= binary * power;
            return _doubles is null ? sum : sum + (_doubles[power - 1].ToInteger() * PowersOfTen[scale * power]);
        }
    }

    internal void Write(BinaryWriter writer)
    {
        writer.Write7BitEncodedInt64(Count);
        for (var i = 0; i <= MaximumScale; i++)
        {
            var isUsed = _decimals is not null && !_decimals[i].IsZero;
            writer.Write(isUsed);
            if (isUsed) _decimals![i].Write(writer);
        }

        writer.Write(_doubles is not null);
        foreach (var sum in _doubles ?? []) StateFormat.Write(writer, sum.ToInteger());
    }

    internal static ExactMoments Read(StateReader reader)
    {
        var moments = new ExactMoments { Count = reader.Count() };
        for (var i = 0; i <= MaximumScale; i++)
        {
            if (reader.Boolean()) (moments._decimals ??= new FixedPointSums[MaximumScale + 1])[i] = FixedPointSums.Read(reader);
        }

        if (!reader.Boolean()) return moments;
        moments._doubles = NewDoubles();
        foreach (var sum in moments._doubles)
        {
            var value = reader.BigInteger();
            if (value.GetBitLength() > sum.Capacity) throw StateReader.Broken();
            sum.AddInteger(value);
        }

        return moments;
    }

    private static ExactSum[] NewDoubles() => [new(1), new(2), new(3), new(4)];

    private void AddDouble(double value)
    {
        var sums = _doubles ??= NewDoubles();
        var (mantissa, position) = ExactSum.Split(value);
        var m = (ulong)mantissa;
        sums[0].Add(value);
        var square = Math.BigMul(m, m);
        var (low, high) = ((ulong)square, (ulong)(square >> 64));
        Span<ulong> words = [low, high, 0, 0];
        sums[1].AddProduct(words[..2], 2 * position, negative: false);
        var cubeLow = Math.BigMul(low, m);
        var cubeHigh = Math.BigMul(high, m) + (ulong)(cubeLow >> 64);
        words[0] = (ulong)cubeLow;
        words[1] = (ulong)cubeHigh;
        words[2] = (ulong)(cubeHigh >> 64);
        sums[2].AddProduct(words[..3], 3 * position, value < 0);
        var ll = Math.BigMul(low, low);
        var lh = Math.BigMul(low, high) << 1;
        var middle = lh + (ulong)(ll >> 64);
        var hh = Math.BigMul(high, high) + (ulong)(middle >> 64);
        words[0] = (ulong)ll;
        words[1] = (ulong)middle;
        words[2] = (ulong)hh;
        words[3] = (ulong)(hh >> 64);
        sums[3].AddProduct(words, 4 * position, negative: false);
    }
}
