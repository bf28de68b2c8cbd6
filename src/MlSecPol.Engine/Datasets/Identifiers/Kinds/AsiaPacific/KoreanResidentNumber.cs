using MlSecPol.Engine.Datasets.Identifiers.Arithmetic;

namespace MlSecPol.Engine.Datasets.Identifiers.Kinds.AsiaPacific;

/// <summary>Korean resident number: date, sex and century, weights 2 to 9 and 2 to 5, mod 11. Those given out since October 2020 carry no check digit.</summary>
internal sealed class KoreanResidentNumber() : TokenKind(
    "kr-rrn", "Korean resident numbers", "KR",
    forms: "999999-9999999|9999999999999",
    words: "rrn residentregistration residentregistrationnumber 주민등록번호 주민번호",
    chance: 0.0021)
{
    internal override bool IsValid(ReadOnlySpan<byte> compact) =>
        compact[6] is (>= (byte)'1' and <= (byte)'4') or (byte)'9' or (byte)'0' && KoreanNumber.HasDate(compact) && (11 - KoreanNumber.Remainder(compact)) % 10 == Digits.At(compact, 12);
}
