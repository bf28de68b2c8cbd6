using MlSecPol.Engine.Datasets.Identifiers.Arithmetic;

namespace MlSecPol.Engine.Datasets.Identifiers.Kinds.EasternEurope;

/// <summary>Czech and Slovak birth number: date, month and 50 for women, 20 more where numbers ran out; ten digits since 1954, mod 11.</summary>
internal sealed class CzechBirthNumber() : TokenKind(
    "cz-rodne-cislo", "Czech and Slovak birth numbers", "CZ",
    forms: "999999/9999|999999/999|9999999999",
    words: "rodnecislo rodnéčíslo ~rc birthnumber",
    chance: 0.015)
{
    internal override bool IsValid(ReadOnlySpan<byte> compact)
    {
        var month = Digits.Number(compact, 2, 2);
        if (month > 50) month -= 50;
        if (month > 20) month -= 20;
        var year = Digits.Number(compact, 0, 2);
        if (!CalendarDate.Exists(year + (compact.Length == 9 || year >= 54 ? 1900 : 2000), month, Digits.Number(compact, 4, 2))) return false;
        return compact.Length == 9 ? year <= 53 : Digits.Number(compact, 0, 9) % 11 % 10 == Digits.At(compact, 9);
    }
}
