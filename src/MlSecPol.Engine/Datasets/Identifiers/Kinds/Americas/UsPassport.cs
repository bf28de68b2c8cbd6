using MlSecPol.Engine.Datasets.Identifiers.Arithmetic;

namespace MlSecPol.Engine.Datasets.Identifiers.Kinds.Americas;

/// <summary>US passport: nine digits, or a letter and eight digits.</summary>
internal sealed class UsPassport() : TokenKind(
    "us-passport", "US passport numbers", "US",
    forms: "999999999|A99999999",
    words: "passport passportno passportnumber passportnum uspassport")
{
    internal override bool NeedsContext => true;

    internal override bool IsValid(ReadOnlySpan<byte> compact) => !Digits.AreEqual(compact);
}
