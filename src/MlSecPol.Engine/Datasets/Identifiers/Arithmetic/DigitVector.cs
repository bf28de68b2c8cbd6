using System.Runtime.Intrinsics;

namespace MlSecPol.Engine.Datasets.Identifiers.Arithmetic;

/// <summary>Up to sixteen digits side by side, for sums with weights in a few instructions.</summary>
internal readonly struct DigitVector
{
    /// <summary>Most digits.</summary>
    internal const int Longest = 16;

    private readonly Vector128<ushort> _first;
    private readonly Vector128<ushort> _last;

    private DigitVector(Vector128<byte> digits) => (_first, _last) = Vector128.Widen(digits);

    /// <summary>The values of ASCII digits.</summary>
    internal static DigitVector Of(ReadOnlySpan<byte> digits)
    {
        Span<byte> padded = stackalloc byte[Longest];
        padded.Fill((byte)'0');
        digits.CopyTo(padded);
        return new(Vector128.Create<byte>(padded) - Vector128.Create((byte)'0'));
    }

    /// <summary>The sum of the digits times weights.</summary>
    internal int Sum(Vector128<ushort> first, Vector128<ushort> last) => Vector128.Sum((_first * first) + (_last * last));
}
