using MlSecPol.Engine.Datasets.Identifiers.Arithmetic;

namespace MlSecPol.Engine.Datasets.Identifiers.Kinds.Germany;

/// <summary>German postal code: five digits, none below 01001.</summary>
internal sealed class GermanPostcode() : TokenKind(
    "de-postcode", "German postal codes", "DE",
    forms: "99999",
    words: "plz postleitzahl postcode postalcode zipcode ~zip",
    chance: 0.99)
{
    public override IdentifierSubject Subject => IdentifierSubject.Group;

    internal override bool NeedsContext => true;

    internal override bool IsValid(ReadOnlySpan<byte> compact) => Digits.Number(compact, 0, 5) is >= 1001 and <= 99998;
}
