using MlSecPol.Engine.Datasets.Identifiers.Arithmetic;

namespace MlSecPol.Engine.Datasets.Identifiers.Kinds.WesternEurope;

/// <summary>French number of a company: Luhn.</summary>
internal sealed class FrenchSiren() : TokenKind(
    "fr-siren", "French company numbers (SIREN)", "FR",
    forms: "999 999 999|999999999",
    words: "siren numerosiren",
    chance: 0.1)
{
    public override IdentifierSubject Subject => IdentifierSubject.Organisation;

    internal override bool HasLuhn => true;

    internal override bool IsValid(ReadOnlySpan<byte> compact) => Luhn.IsValid(compact) && !Digits.AreEqual(compact);
}
