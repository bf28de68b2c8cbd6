using MlSecPol.Engine.Datasets.Identifiers.Arithmetic;

namespace MlSecPol.Engine.Datasets.Identifiers.Kinds.WesternEurope;

/// <summary>Spanish identity number: a letter from the table TRWAGMYFPDXBNJZSQVHLCKE, mod 23.</summary>
internal sealed class SpanishNif() : TokenKind(
    "es-nif", "Spanish tax numbers (NIF, DNI)", "ES",
    forms: "99999999A|99999999-A|99.999.999-A|99 999 999 A",
    words: "nif dni dninumero numerodni documentonacional documentonacionaldeidentidad ~documento",
    chance: 0.0385)
{
    internal override bool IsValid(ReadOnlySpan<byte> compact) => compact[8] == "TRWAGMYFPDXBNJZSQVHLCKE"u8[Digits.Number(compact, 0, 8) % 23];
}
