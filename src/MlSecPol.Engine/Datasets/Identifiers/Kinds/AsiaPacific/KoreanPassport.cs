namespace MlSecPol.Engine.Datasets.Identifiers.Kinds.AsiaPacific;

/// <summary>Korean passport: M, S, R, O or D and eight digits; since 2021 with a letter in the middle.</summary>
internal sealed class KoreanPassport() : TokenKind(
    "kr-passport", "Korean passport numbers", "KR",
    forms: "A99999999|A999A9999",
    words: "passport passportno passportnumber 여권 여권번호",
    chance: 0.19)
{
    internal override bool NeedsContext => true;

    internal override bool IsValid(ReadOnlySpan<byte> compact) => "MSROD"u8.Contains(compact[0]);
}
