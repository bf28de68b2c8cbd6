using MlSecPol.Engine.Datasets.Identifiers.Arithmetic;

namespace MlSecPol.Engine.Datasets.Identifiers.Kinds.Germany;

/// <summary>German VAT number: check digit of ISO 7064 MOD 11,10.</summary>
internal sealed class GermanVatId() : TokenKind(
    "de-vat-id", "German VAT numbers", "DE",
    forms: "AA999999999|AA 999999999|AA 999 999 999|AA 99 99 99 999",
    words: "ustid ustidnr umsatzsteueridentifikationsnummer umsatzsteuerid vatid vatnumber vat ~vatin",
    chance: 0.00014)
{
    public override IdentifierSubject Subject => IdentifierSubject.Organisation;

    internal override bool IsValid(ReadOnlySpan<byte> compact) => compact.StartsWith("DE"u8) && compact[2] != '0' && Iso7064.IsMod11And10(compact[2..]);
}
