using MlSecPol.Engine.Datasets.Identifiers.Arithmetic;

namespace MlSecPol.Engine.Datasets.Identifiers.Kinds.AsiaPacific;

/// <summary>Taiwanese business number: weights 1 2 1 2 1 2 4 1 over digit sums, mod 5; a 7 in the seventh place may count once less.</summary>
internal sealed class TaiwaneseBusinessNumber() : TokenKind(
    "tw-ubn", "Taiwanese business numbers (UBN)", "TW",
    forms: "99999999",
    words: "ubn unifiedbusinessnumber 統一編號 统一编号",
    chance: 0.22)
{
    public override IdentifierSubject Subject => IdentifierSubject.Organisation;

    internal override bool IsValid(ReadOnlySpan<byte> compact) =>
        Digits.CrossSum(compact, [1, 2, 1, 2, 1, 2, 4, 1]) % 5 is var rest && (rest == 0 || (rest == 4 && compact[6] == '7')) && !Digits.AreEqual(compact);
}
