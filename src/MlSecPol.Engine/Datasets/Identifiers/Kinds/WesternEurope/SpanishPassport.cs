using MlSecPol.Engine.Datasets.Identifiers.Arithmetic;

namespace MlSecPol.Engine.Datasets.Identifiers.Kinds.WesternEurope;

/// <summary>Spanish passport: three letters and six digits.</summary>
internal sealed class SpanishPassport() : TokenKind(
    "es-passport", "Spanish passport numbers", "ES",
    forms: "AAA999999|AA999999",
    words: "pasaporte numeropasaporte numerodepasaporte passport passportnumber passportno")
{
    internal override bool NeedsContext => true;

    internal override bool IsValid(ReadOnlySpan<byte> compact) => !Digits.AreEqual(compact[^6..]);
}
