using MlSecPol.Engine.Datasets.Identifiers.Arithmetic;

namespace MlSecPol.Engine.Datasets.Identifiers.Kinds.AsiaPacific;

/// <summary>Australian tax file number: weights 1 4 3 7 5 8 6 9 10, mod 11.</summary>
internal sealed class AustralianTfn() : TokenKind(
    "au-tfn", "Australian tax file numbers (TFN)", "AU",
    forms: "999 999 999|999999999",
    words: "tfn taxfilenumber",
    chance: 0.091)
{
    internal override LinearRule? Rule { get; } = new(11, 0, 0, 1, 4, 3, 7, 5, 8, 6, 9, 10);

    internal override bool IsValid(ReadOnlySpan<byte> compact) => Digits.Sum(compact, [1, 4, 3, 7, 5, 8, 6, 9, 10]) % 11 == 0 && !Digits.AreEqual(compact);
}
