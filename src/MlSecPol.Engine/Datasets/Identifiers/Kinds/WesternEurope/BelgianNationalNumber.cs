using MlSecPol.Engine.Datasets.Identifiers.Arithmetic;

namespace MlSecPol.Engine.Datasets.Identifiers.Kinds.WesternEurope;

/// <summary>Belgian national number: date of birth, and 97 less the remainder of nine digits by 97, a 2 in front for births from 2000. The month may have 20 or 40 more.</summary>
internal sealed class BelgianNationalNumber() : TokenKind(
    "be-nrn", "Belgian national numbers", "BE",
    forms: "99.99.99-999.99|99999999999",
    words: "nrn rijksregister rijksregisternummer numeronational registrenational numeroregistrenational insz niss",
    chance: 0.0025)
{
    internal override bool IsValid(ReadOnlySpan<byte> compact)
    {
        var (month, day) = (Digits.Number(compact, 2, 2) % 20, Digits.Number(compact, 4, 2));
        if (month > 12 || Digits.Number(compact, 2, 2) >= 60 || day > 31) return false;
        var check = Digits.Number(compact, 9, 2);
        return 97 - Digits.Remainder(compact[..9], 97) == check || 97 - Digits.Remainder(compact[..9], 97, first: 2) == check;
    }
}
