namespace MlSecPol.Engine.Datasets.Identifiers.Kinds.EasternEurope;

/// <summary>Lithuanian personal code: the same rule as the Estonian one.</summary>
internal sealed class LithuanianCode() : TokenKind(
    "lt-asmens-kodas", "Lithuanian personal codes", "LT",
    forms: "99999999999",
    words: "asmenskodas ~ak",
    chance: 0.0027)
{
    internal override bool IsValid(ReadOnlySpan<byte> compact) => BalticCode.IsValid(compact);
}
