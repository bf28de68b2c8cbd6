using MlSecPol.Engine.Datasets.Identifiers.Arithmetic;

namespace MlSecPol.Engine.Datasets.Identifiers.Kinds.Americas;

/// <summary>Number of the US tax office for persons without a social security number: it begins with 9, and only some groups are given out.</summary>
internal sealed class UsTaxpayerNumber() : TokenKind(
    "us-itin", "US individual taxpayer numbers (ITIN)", "US",
    forms: "999-99-9999|999 99 9999|999999999",
    words: "itin individualtaxpayernumber taxid taxpayerid ~tin",
    chance: 0.044)
{
    internal override bool IsValid(ReadOnlySpan<byte> compact) =>
        compact[0] == '9' && Digits.Number(compact, 3, 2) is (>= 50 and <= 65) or (>= 70 and <= 88) or (>= 90 and <= 92) or (>= 94 and <= 99);
}
