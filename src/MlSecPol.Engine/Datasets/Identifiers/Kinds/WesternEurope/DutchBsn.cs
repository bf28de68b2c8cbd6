using MlSecPol.Engine.Datasets.Identifiers.Arithmetic;

namespace MlSecPol.Engine.Datasets.Identifiers.Kinds.WesternEurope;

/// <summary>Dutch citizen service number: weights 9 to 2 and −1, mod 11; one of eight digits has lost its zero.</summary>
internal sealed class DutchBsn() : TokenKind(
    "nl-bsn", "Dutch citizen service numbers (BSN)", "NL",
    forms: "999999999|9999.99.999|9999 99 999|99999999",
    words: "bsn burgerservicenummer sofinummer sofi",
    chance: 0.091)
{
    internal override bool IsValid(ReadOnlySpan<byte> compact)
    {
        if (Digits.AreEqual(compact)) return false;
        var sum = -Digits.At(compact, compact.Length - 1);
        for (var i = 0; i < compact.Length - 1; i++) sum += Digits.At(compact, i) * (compact.Length - i);
        return sum % 11 == 0;
    }
}
