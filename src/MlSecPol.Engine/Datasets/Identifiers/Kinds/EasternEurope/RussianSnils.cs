using MlSecPol.Engine.Datasets.Identifiers.Arithmetic;

namespace MlSecPol.Engine.Datasets.Identifiers.Kinds.EasternEurope;

/// <summary>Russian insurance number: weights 9 to 1, mod 101, and 100 counts as 0. Numbers up to 001-001-998 carry no check.</summary>
internal sealed class RussianSnils() : TokenKind(
    "ru-snils", "Russian insurance numbers (SNILS)", "RU",
    forms: "999-999-999 99|999-999-999-99|99999999999",
    words: "snils снилс",
    chance: 0.01)
{
    internal override bool IsValid(ReadOnlySpan<byte> compact) =>
        Digits.Number(compact, 0, 9) > 1_001_998 && Digits.Sum(compact, [9, 8, 7, 6, 5, 4, 3, 2, 1]) % 101 % 100 == Digits.Number(compact, 9, 2);
}
