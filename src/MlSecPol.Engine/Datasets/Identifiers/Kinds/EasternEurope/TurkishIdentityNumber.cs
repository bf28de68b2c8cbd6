using MlSecPol.Engine.Datasets.Identifiers.Arithmetic;

namespace MlSecPol.Engine.Datasets.Identifiers.Kinds.EasternEurope;

/// <summary>Turkish identity number: the tenth digit is seven times the odd places less the even ones, the last one the sum of all, mod 10.</summary>
internal sealed class TurkishIdentityNumber() : TokenKind(
    "tr-identity-number", "Turkish identity numbers", "TR",
    forms: "99999999999",
    words: "tckn tckimlik tckimlikno kimlikno kimliknumarasi kimliknumarası ~tcno nationalid nationalidentity nationalidnumber idnumber idno identitynumber "
        + "identificationnumber ~personalid ~personalnumber",
    chance: 0.009)
{
    internal override LinearRule? Rule { get; } = new(10, 0, 0, 7, 9, 7, 9, 7, 9, 7, 9, 7, 9);

    internal override bool IsValid(ReadOnlySpan<byte> compact)
    {
        if (compact[0] == '0') return false;
        var check = (Digits.Sum(compact, [7, 0, 7, 0, 7, 0, 7, 0, 7]) - Digits.Sum(compact, [0, 1, 0, 1, 0, 1, 0, 1, 0])) % 10;
        return (check + 10) % 10 == Digits.At(compact, 9) && Digits.Sum(compact, [1, 1, 1, 1, 1, 1, 1, 1, 1, 1]) % 10 == Digits.At(compact, 10);
    }
}
