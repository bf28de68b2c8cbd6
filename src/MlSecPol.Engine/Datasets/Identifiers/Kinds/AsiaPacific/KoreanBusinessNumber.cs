using MlSecPol.Engine.Datasets.Identifiers.Arithmetic;

namespace MlSecPol.Engine.Datasets.Identifiers.Kinds.AsiaPacific;

/// <summary>Korean business number: weights 1 3 7 1 3 7 1 3 5, the tens of the last product counted too.</summary>
internal sealed class KoreanBusinessNumber() : TokenKind(
    "kr-brn", "Korean business numbers", "KR",
    forms: "999-99-99999|9999999999",
    words: "brn businessregistration businessregistrationnumber 사업자등록번호",
    chance: 0.1)
{
    public override IdentifierSubject Subject => IdentifierSubject.Organisation;

    internal override bool IsValid(ReadOnlySpan<byte> compact) =>
        (10 - ((Digits.Sum(compact, [1, 3, 7, 1, 3, 7, 1, 3, 5]) + (Digits.At(compact, 8) * 5 / 10)) % 10)) % 10 == Digits.At(compact, 9) && !Digits.AreEqual(compact);
}
