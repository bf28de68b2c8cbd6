using MlSecPol.Engine.Datasets.Identifiers.Arithmetic;

namespace MlSecPol.Engine.Datasets.Identifiers.Kinds.EasternEurope;

/// <summary>Croatian personal number: ISO 7064 MOD 11,10.</summary>
internal sealed class CroatianOib() : TokenKind(
    "hr-oib", "Croatian personal numbers (OIB)", "HR",
    forms: "99999999999",
    words: "oib osobniidentifikacijskibroj",
    chance: 0.1)
{
    internal override bool IsValid(ReadOnlySpan<byte> compact) => Iso7064.IsMod11And10(compact) && !Digits.AreEqual(compact);
}
