using MlSecPol.Engine.Datasets.Identifiers.Arithmetic;

namespace MlSecPol.Engine.Datasets.Identifiers.Kinds.Britain;

/// <summary>UK passport: nine digits, or two letters and seven digits.</summary>
internal sealed class UkPassport() : TokenKind(
    "uk-passport", "UK passport numbers", "GB",
    forms: "999999999|AA9999999",
    words: "passport passportno passportnumber")
{
    internal override bool NeedsContext => true;

    internal override bool IsValid(ReadOnlySpan<byte> compact) => !Digits.AreEqual(compact);
}
