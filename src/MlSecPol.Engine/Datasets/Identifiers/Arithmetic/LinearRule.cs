using System.Runtime.Intrinsics;

namespace MlSecPol.Engine.Datasets.Identifiers.Arithmetic;

/// <summary>
/// What every valid number of a kind fulfils, and few random ones do: the sum of its digits times weights leaves one of at most two remainders. Cheap, so it is asked first.
/// </summary>
internal sealed class LinearRule
{
    private readonly Vector128<ushort> _first;
    private readonly Vector128<ushort> _last;
    private readonly int _modulus;
    private readonly int _remainder;
    private readonly int _other;

    /// <summary>Makes a rule.</summary>
    /// <param name="modulus">What the sum is divided by.</param>
    /// <param name="remainder">The remainder that is right.</param>
    /// <param name="other">Another one: where a check digit cannot write ten, say.</param>
    /// <param name="weights">The weights from the first digit on; one of modulus − 1 takes the digit away.</param>
    internal LinearRule(int modulus, int remainder, int other, params ReadOnlySpan<byte> weights)
    {
        Span<byte> padded = stackalloc byte[DigitVector.Longest];
        padded.Clear();
        weights.CopyTo(padded);
        (_first, _last) = Vector128.Widen(Vector128.Create<byte>(padded));
        (_modulus, _remainder, _other) = (modulus, remainder, other);
    }

    /// <summary>Whether digits fulfil it.</summary>
    internal bool Fits(in DigitVector digits)
    {
        var rest = digits.Sum(_first, _last) % _modulus;
        return rest == _remainder || rest == _other;
    }
}
