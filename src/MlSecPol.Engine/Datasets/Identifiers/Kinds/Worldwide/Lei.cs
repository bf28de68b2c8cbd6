using MlSecPol.Engine.Datasets.Identifiers.Arithmetic;

namespace MlSecPol.Engine.Datasets.Identifiers.Kinds.Worldwide;

/// <summary>Legal entity identifier of ISO 17442: ISO 7064 MOD 97-10.</summary>
internal sealed class Lei() : TokenKind(
    "lei", "legal entity identifiers (LEI)", null,
    forms: "******************99",
    words: "lei leicode legalentityidentifier",
    chance: 0.01)
{
    public override IdentifierSubject Subject => IdentifierSubject.Organisation;

    internal override bool IsValid(ReadOnlySpan<byte> compact) => Iso7064.IsMod97And10(compact);
}
