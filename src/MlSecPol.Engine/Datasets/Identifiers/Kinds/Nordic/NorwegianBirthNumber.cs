using MlSecPol.Engine.Datasets.Identifiers.Arithmetic;

namespace MlSecPol.Engine.Datasets.Identifiers.Kinds.Nordic;

/// <summary>Norwegian birth number: date (day and 40 for D numbers, month and 40 for help numbers), weights 3 7 6 1 8 9 4 5 2 and 5 4 3 2 7 6 5 4 3 2, mod 11.</summary>
internal sealed class NorwegianBirthNumber() : TokenKind(
    "no-fodselsnummer", "Norwegian birth numbers", "NO",
    forms: "99999999999|999999 99999",
    words: "fodselsnummer fødselsnummer fnr ~fodselsnr personnummer",
    chance: 0.0012)
{
    internal override bool IsValid(ReadOnlySpan<byte> compact)
    {
        var (day, month) = (Digits.Number(compact, 0, 2), Digits.Number(compact, 2, 2));
        if (!CalendarDate.Exists(Digits.Number(compact, 4, 2), month > 40 ? month - 40 : month, day > 40 ? day - 40 : day)) return false;
        return (11 - (Digits.Sum(compact, [3, 7, 6, 1, 8, 9, 4, 5, 2]) % 11)) % 11 == Digits.At(compact, 9)
            && (11 - (Digits.Sum(compact, [5, 4, 3, 2, 7, 6, 5, 4, 3, 2]) % 11)) % 11 == Digits.At(compact, 10);
    }
}
