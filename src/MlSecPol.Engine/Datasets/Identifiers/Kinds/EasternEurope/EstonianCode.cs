namespace MlSecPol.Engine.Datasets.Identifiers.Kinds.EasternEurope;

/// <summary>Estonian personal code: sex and century, date, and a check digit in two steps.</summary>
internal sealed class EstonianCode() : TokenKind(
    "ee-isikukood", "Estonian personal codes", "EE",
    forms: "99999999999",
    words: "isikukood ~ik",
    chance: 0.0029)
{
    internal override bool IsValid(ReadOnlySpan<byte> compact) => BalticCode.IsValid(compact);
}
