using MlSecPol.Engine.Datasets.Identifiers.Arithmetic;

namespace MlSecPol.Engine.Datasets.Identifiers.Kinds.Germany;

/// <summary>German pension insurance number: area, day (+50 to tell persons apart) and month of birth; weights 2 1 2 5 7 1 2 1 2 1 2 1 over digit sums, the letter as two digits.</summary>
internal sealed class GermanPensionNumber() : TokenKind(
    "de-social-security", "German social security numbers", "DE",
    forms: "99999999A999|99 999999 A 999|99999999 A 999|99-999999-A-999",
    words: "rentenversicherungsnummer sozialversicherungsnummer versicherungsnummer rvnr svnr svnummer socialsecuritynumber ~rvnummer",
    chance: 0.007)
{
    internal override bool IsValid(ReadOnlySpan<byte> compact)
    {
        if (Digits.Number(compact, 2, 2) is not ((>= 1 and <= 31) or (>= 51 and <= 81)) || Digits.Number(compact, 4, 2) is < 1 or > 12) return false;
        Span<byte> digits = stackalloc byte[12];
        compact[..8].CopyTo(digits);
        var letter = compact[8] - 'A' + 1;
        (digits[8], digits[9]) = ((byte)('0' + (letter / 10)), (byte)('0' + (letter % 10)));
        compact.Slice(9, 2).CopyTo(digits[10..]);
        return Digits.CrossSum(digits, [2, 1, 2, 5, 7, 1, 2, 1, 2, 1, 2, 1]) % 10 == Digits.At(compact, 11);
    }
}
