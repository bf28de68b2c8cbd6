using MlSecPol.Engine.Datasets.Identifiers.Arithmetic;

namespace MlSecPol.Engine.Datasets.Identifiers.Kinds.EasternEurope;

/// <summary>Hungarian tax mark of a person: it begins with 8; the places are the weights, mod 11.</summary>
internal sealed class HungarianPersonTaxNumber() : TokenKind(
    "hu-adoazonosito", "Hungarian tax identification marks", "HU",
    forms: "9999999999",
    words: "adoazonosito adóazonosító adoazonositojel",
    chance: 0.0091)
{
    internal override bool IsValid(ReadOnlySpan<byte> compact) => compact[0] == '8' && Digits.Sum(compact, [1, 2, 3, 4, 5, 6, 7, 8, 9]) % 11 == Digits.At(compact, 9);
}
