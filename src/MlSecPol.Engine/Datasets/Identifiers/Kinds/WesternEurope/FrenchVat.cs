using MlSecPol.Engine.Datasets.Identifiers.Arithmetic;

namespace MlSecPol.Engine.Datasets.Identifiers.Kinds.WesternEurope;

/// <summary>French VAT number: two digits that follow from the number of the company, mod 97.</summary>
internal sealed class FrenchVat() : TokenKind(
    "fr-vat", "French VAT numbers", "FR",
    forms: "AA99999999999|AA 99 999999999|AA 99 999 999 999|AA99 999999999",
    words: "tva numerotva tvaintracommunautaire vatnumber vat vatid",
    chance: 1e-06)
{
    public override IdentifierSubject Subject => IdentifierSubject.Organisation;

    internal override bool IsValid(ReadOnlySpan<byte> compact) =>
        compact.StartsWith("FR"u8) && Luhn.IsValid(compact[4..]) && Digits.Number(compact, 2, 2) == (12 + (3 * Digits.Remainder(compact[4..], 97))) % 97;
}
