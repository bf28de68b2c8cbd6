namespace MlSecPol.Engine.Datasets.Identifiers.Kinds.AsiaPacific;

/// <summary>Indian passport: a letter and seven digits; the first and the last are no zero.</summary>
internal sealed class IndianPassport() : TokenKind(
    "in-passport", "Indian passport numbers", "IN",
    forms: "A9999999|A99 99999",
    words: "passport passportno passportnumber",
    chance: 0.81)
{
    internal override bool NeedsContext => true;

    internal override bool IsValid(ReadOnlySpan<byte> compact) => compact[1] != '0' && compact[7] != '0';
}
