using MlSecPol.Engine.Datasets.Identifiers.Arithmetic;

namespace MlSecPol.Engine.Datasets.Identifiers.Kinds.WesternEurope;

/// <summary>Spanish number of a foreigner: X, Y and Z stand for 0, 1 and 2 in front of the number of an identity card.</summary>
internal sealed class SpanishNie() : TokenKind(
    "es-nie", "Spanish foreigner numbers (NIE)", "ES",
    forms: "A9999999A|A-9999999-A|A-9999999A|A9999999-A",
    words: "nie numeroextranjero extranjero numerodeidentidaddeextranjero",
    chance: 0.0045)
{
    internal override bool IsValid(ReadOnlySpan<byte> compact) =>
        compact[0] is >= (byte)'X' and <= (byte)'Z' && compact[8] == "TRWAGMYFPDXBNJZSQVHLCKE"u8[(((compact[0] - 'X') * 10_000_000) + Digits.Number(compact, 1, 7)) % 23];
}
