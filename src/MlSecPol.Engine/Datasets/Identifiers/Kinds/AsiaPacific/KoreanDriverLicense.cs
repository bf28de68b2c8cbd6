using MlSecPol.Engine.Datasets.Identifiers.Arithmetic;

namespace MlSecPol.Engine.Datasets.Identifiers.Kinds.AsiaPacific;

/// <summary>Korean driver licence: a region of 11 to 28.</summary>
internal sealed class KoreanDriverLicense() : TokenKind(
    "kr-driver-license", "Korean driver licence numbers", "KR",
    forms: "99-99-999999-99|99 99 999999 99|999999999999",
    words: "driverlicense driverslicense drivinglicence drivinglicense 운전면허 운전면허번호",
    chance: 0.18)
{
    internal override bool NeedsContext => true;

    internal override bool IsValid(ReadOnlySpan<byte> compact) => Digits.Number(compact, 0, 2) is >= 11 and <= 28;
}
