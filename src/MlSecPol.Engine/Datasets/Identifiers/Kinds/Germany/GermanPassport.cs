namespace MlSecPol.Engine.Datasets.Identifiers.Kinds.Germany;

/// <summary>German passport: letters and digits of ICAO 9303 without vowels and look-alikes; the last digit checks with weights 7 3 1. The first letter is C, F, G, H, J or K.</summary>
internal sealed class GermanPassport() : TokenKind(
    "de-passport", "German passport numbers", "DE",
    forms: "A********|A*********",
    words: "reisepass reisepassnummer passnummer passnr passport passportnumber passportno",
    chance: 0.00084)
{
    internal override bool NeedsContext => true;

    internal override bool IsValid(ReadOnlySpan<byte> compact) =>
        compact[0] is (byte)'C' or (byte)'F' or (byte)'G' or (byte)'H' or (byte)'J' or (byte)'K' && IcaoNumber.IsValid(compact);
}
