using MlSecPol.Engine.Datasets.Identifiers.Arithmetic;

namespace MlSecPol.Engine.Datasets.Identifiers.Kinds.AsiaPacific;

/// <summary>Australian Medicare number: it begins with 2 to 6; weights 1 3 7 9 twice, mod 10.</summary>
internal sealed class AustralianMedicare() : TokenKind(
    "au-medicare", "Australian Medicare numbers", "AU",
    forms: "9999 99999 9|9999999999|9999 99999 9/9|9999 99999 9-9|99999999999",
    words: "medicare medicarenumber medicarecard medicareno",
    chance: 0.05)
{
    internal override LinearRule? Rule { get; } = new(10, 0, 0, 1, 3, 7, 9, 1, 3, 7, 9, 9);

    internal override bool IsValid(ReadOnlySpan<byte> compact) =>
        compact[0] is >= (byte)'2' and <= (byte)'6' && Digits.Sum(compact, [1, 3, 7, 9, 1, 3, 7, 9]) % 10 == Digits.At(compact, 8);
}
