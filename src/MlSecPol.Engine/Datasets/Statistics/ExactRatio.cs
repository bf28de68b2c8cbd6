using System.Numerics;

namespace MlSecPol.Engine.Datasets.Statistics;

/// <summary>Turns quotients of integers of any size into doubles.</summary>
internal static class ExactRatio
{
    private const int GuardedBits = 64;

    /// <summary>The quotient, correctly rounded but for results below the smallest normal double, which may be off by one unit.</summary>
    internal static double ToDouble(BigInteger numerator, BigInteger denominator)
    {
        if (numerator.IsZero) return 0;
        var negative = numerator.Sign * denominator.Sign < 0;
        numerator = BigInteger.Abs(numerator);
        denominator = BigInteger.Abs(denominator);
        // At least 64 bits of quotient; the lowest of them also stands for everything cut off behind it.
        var shift = GuardedBits + 1 - (int)(numerator.GetBitLength() - denominator.GetBitLength());
        var quotient = BigInteger.DivRem(shift >= 0 ? numerator << shift : numerator, shift >= 0 ? denominator : denominator << -shift, out var remainder);
        var excess = (int)quotient.GetBitLength() - GuardedBits;
        var lost = !remainder.IsZero || (excess > 0 && !(quotient & ((BigInteger.One << excess) - 1)).IsZero);
        var bits = (ulong)(quotient >> excess);
        if (lost) bits |= 1;
        var value = ScaleB(bits, excess - shift);
        return negative ? -value : value;
    }

    // In two steps: the factor alone may lie beyond what a double holds although the product does not.
    private static double ScaleB(ulong bits, int exponent)
    {
        var half = exponent / 2;
        return Math.ScaleB(Math.ScaleB((double)bits, half), exponent - half);
    }
}
