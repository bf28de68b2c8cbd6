using MlSecPol.Engine.Datasets.Identifiers.Arithmetic;

namespace MlSecPol.Engine.Datasets.Identifiers.Kinds.Nordic;

/// <summary>Swedish organisation number: the third digit is at least 2, Luhn.</summary>
internal sealed class SwedishOrganisation() : TokenKind(
    "se-organisationsnummer", "Swedish organisation numbers", "SE",
    forms: "999999-9999|9999999999",
    words: "organisationsnummer orgnr ~orgnummer",
    chance: 0.08)
{
    public override IdentifierSubject Subject => IdentifierSubject.Organisation;

    internal override bool HasLuhn => true;

    internal override bool IsValid(ReadOnlySpan<byte> compact) => compact[2] >= '2' && Luhn.IsValid(compact) && !Digits.AreEqual(compact);
}
