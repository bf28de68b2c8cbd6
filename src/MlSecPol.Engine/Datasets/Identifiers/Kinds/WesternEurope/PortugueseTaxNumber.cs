using MlSecPol.Engine.Datasets.Identifiers.Arithmetic;

namespace MlSecPol.Engine.Datasets.Identifiers.Kinds.WesternEurope;

/// <summary>Portuguese tax number: weights 9 to 2, mod 11; the first digits tell persons from companies.</summary>
internal sealed class PortugueseTaxNumber() : TokenKind(
    "pt-nif", "Portuguese tax numbers (NIF)", "PT",
    forms: "999999999|999 999 999",
    words: "nif contribuinte numerocontribuinte numerofiscal",
    chance: 0.081)
{
    internal override LinearRule? Rule { get; } = new(11, 0, 1, 9, 8, 7, 6, 5, 4, 3, 2, 1);

    internal override bool IsValid(ReadOnlySpan<byte> compact) =>
        compact[0] is (byte)'1' or (byte)'2' or (byte)'3' or (byte)'5' or (byte)'6' or (byte)'8' or (byte)'9' or (byte)'4' or (byte)'7' && (compact[0] != '4' || compact[1] == '5')
        && (11 - (Digits.Sum(compact, [9, 8, 7, 6, 5, 4, 3, 2]) % 11)) % 11 % 10 == Digits.At(compact, 8) && !Digits.AreEqual(compact);
}
