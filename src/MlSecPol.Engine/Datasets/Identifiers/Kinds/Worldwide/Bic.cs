namespace MlSecPol.Engine.Datasets.Identifiers.Kinds.Worldwide;

/// <summary>Business identifier code of ISO 9362: four letters, a country, a place, perhaps a branch.</summary>
internal sealed class Bic() : TokenKind(
    "bic", "bank codes (BIC)", null,
    forms: "AAAAAA**|AAAAAA*****",
    words: "bic bicswift swift swiftcode swiftbic biccode",
    chance: 0.37)
{
    public override IdentifierSubject Subject => IdentifierSubject.Organisation;

    internal override bool NeedsContext => true;

    internal override bool IsValid(ReadOnlySpan<byte> compact) => CountryCodes.Contains(compact[4], compact[5]);
}
