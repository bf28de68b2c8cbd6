using MlSecPol.Engine.Datasets.Identifiers.Arithmetic;

namespace MlSecPol.Engine.Datasets.Identifiers.Kinds.WesternEurope;

/// <summary>Italian passport: two letters and seven digits.</summary>
internal sealed class ItalianPassport() : TokenKind(
    "it-passport", "Italian passport numbers", "IT",
    forms: "AA9999999",
    words: "passaporto numeropassaporto passport passportnumber passportno")
{
    internal override bool NeedsContext => true;

    internal override bool IsValid(ReadOnlySpan<byte> compact) => !Digits.AreEqual(compact[2..]);
}
