using MlSecPol.Engine.Datasets.Identifiers.Arithmetic;

namespace MlSecPol.Engine.Datasets.Identifiers.Kinds.WesternEurope;

/// <summary>Austrian social insurance number: three digits, a check digit with weights 3 7 9 5 8 4 2 1 6, mod 11, and the date of birth, whose month may go to 15.</summary>
internal sealed class AustrianInsuranceNumber() : TokenKind(
    "at-svnr", "Austrian social insurance numbers", "AT",
    forms: "9999 999999|9999999999|9999-999999",
    words: "svnr sozialversicherungsnummer versicherungsnummer ~vsnr",
    chance: 0.0038)
{
    internal override LinearRule? Rule { get; } = new(11, 0, 0, 3, 7, 9, 10, 5, 8, 4, 2, 1, 6);

    internal override bool IsValid(ReadOnlySpan<byte> compact) =>
        compact[0] != '0' && Digits.Number(compact, 4, 2) is >= 1 and <= 31 && Digits.Number(compact, 6, 2) is >= 1 and <= 15
        && Digits.Sum(compact, [3, 7, 9, 0, 5, 8, 4, 2, 1, 6]) % 11 == Digits.At(compact, 3);
}
