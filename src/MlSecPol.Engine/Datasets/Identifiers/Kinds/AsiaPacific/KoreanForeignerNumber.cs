using MlSecPol.Engine.Datasets.Identifiers.Arithmetic;

namespace MlSecPol.Engine.Datasets.Identifiers.Kinds.AsiaPacific;

/// <summary>Korean number of a foreigner: the rule of the resident number, with 13 in place of 11.</summary>
internal sealed class KoreanForeignerNumber() : TokenKind(
    "kr-frn", "Korean foreigner numbers", "KR",
    forms: "999999-9999999|9999999999999",
    words: "frn foreignerregistration foreignerregistrationnumber 외국인등록번호",
    chance: 0.0015)
{
    internal override bool IsValid(ReadOnlySpan<byte> compact) =>
        compact[6] is >= (byte)'5' and <= (byte)'8' && KoreanNumber.HasDate(compact) && (13 - KoreanNumber.Remainder(compact)) % 10 == Digits.At(compact, 12);
}
