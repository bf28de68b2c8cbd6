using MlSecPol.Engine.Datasets.Identifiers.Arithmetic;

namespace MlSecPol.Engine.Datasets.Identifiers.Kinds.EasternEurope;

/// <summary>Number of persons in Slovenia and the other successors of Yugoslavia: date with three digits of the year, weights 7 6 5 4 3 2 twice, mod 11.</summary>
internal sealed class YugoslavJmbg() : TokenKind(
    "si-emso", "Slovenian EMŠO and JMBG numbers", "SI",
    forms: "9999999999999",
    words: "emso emšo jmbg matičnibroj maticnibroj",
    chance: 0.0037)
{
    internal override bool IsValid(ReadOnlySpan<byte> compact)
    {
        var year = Digits.Number(compact, 4, 3);
        return CalendarDate.Exists(year + (year > 800 ? 1000 : 2000), Digits.Number(compact, 2, 2), Digits.Number(compact, 0, 2))
            && (11 - (Digits.Sum(compact, [7, 6, 5, 4, 3, 2, 7, 6, 5, 4, 3, 2]) % 11)) % 11 % 10 == Digits.At(compact, 12);
    }
}
