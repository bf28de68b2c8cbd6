using MlSecPol.Engine.Datasets.Identifiers.Arithmetic;

namespace MlSecPol.Engine.Datasets.Identifiers.Kinds.EasternEurope;

/// <summary>Romanian personal number: sex and century, date, county, weights 2 7 9 1 4 6 3 5 8 2 7 9, mod 11, ten counts as 1.</summary>
internal sealed class RomanianCnp() : TokenKind(
    "ro-cnp", "Romanian personal numbers (CNP)", "RO",
    forms: "9999999999999",
    words: "cnp codnumericpersonal",
    chance: 0.0018)
{
    internal override bool IsValid(ReadOnlySpan<byte> compact)
    {
        if (compact[0] == '0' || !CalendarDate.Exists(Digits.Number(compact, 1, 2), Digits.Number(compact, 3, 2), Digits.Number(compact, 5, 2))) return false;
        if (Digits.Number(compact, 7, 2) is not ((>= 1 and <= 48) or 51 or 52 or 70 or (>= 80 and <= 83))) return false;
        var check = Digits.Sum(compact, [2, 7, 9, 1, 4, 6, 3, 5, 8, 2, 7, 9]) % 11;
        return (check == 10 ? 1 : check) == Digits.At(compact, 12);
    }
}
