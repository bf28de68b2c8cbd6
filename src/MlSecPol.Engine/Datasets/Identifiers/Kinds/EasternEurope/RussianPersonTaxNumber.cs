using MlSecPol.Engine.Datasets.Identifiers.Arithmetic;

namespace MlSecPol.Engine.Datasets.Identifiers.Kinds.EasternEurope;

/// <summary>Russian tax number of a person: two check digits, mod 11.</summary>
internal sealed class RussianPersonTaxNumber() : TokenKind(
    "ru-inn", "Russian tax numbers of persons (INN)", "RU",
    forms: "999999999999",
    words: "inn инн",
    chance: 0.01)
{
    internal override LinearRule? Rule { get; } = new(11, 0, 10, 7, 2, 4, 10, 3, 5, 9, 4, 6, 8, 10);

    internal override bool IsValid(ReadOnlySpan<byte> compact) =>
        !Digits.AreEqual(compact) && Digits.Sum(compact, [7, 2, 4, 10, 3, 5, 9, 4, 6, 8]) % 11 % 10 == Digits.At(compact, 10)
        && Digits.Sum(compact, [3, 7, 2, 4, 10, 3, 5, 9, 4, 6, 8]) % 11 % 10 == Digits.At(compact, 11);
}
