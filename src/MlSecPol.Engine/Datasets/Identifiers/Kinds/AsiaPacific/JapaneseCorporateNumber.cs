using MlSecPol.Engine.Datasets.Identifiers.Arithmetic;

namespace MlSecPol.Engine.Datasets.Identifiers.Kinds.AsiaPacific;

/// <summary>Japanese corporate number: the first digit is 9 less the sum with weights 1 and 2 from the right, mod 9.</summary>
internal sealed class JapaneseCorporateNumber() : TokenKind(
    "jp-corporate-number", "Japanese corporate numbers", "JP",
    forms: "9999999999999|9-9999-9999-9999",
    words: "corporatenumber houjinbangou 法人番号",
    chance: 0.1)
{
    public override IdentifierSubject Subject => IdentifierSubject.Organisation;

    internal override LinearRule? Rule { get; } = new(9, 0, 0, 1, 2, 1, 2, 1, 2, 1, 2, 1, 2, 1, 2, 1);

    internal override bool IsValid(ReadOnlySpan<byte> compact) => 9 - (Digits.Sum(compact[1..], [2, 1, 2, 1, 2, 1, 2, 1, 2, 1, 2, 1]) % 9) == Digits.At(compact, 0);
}
