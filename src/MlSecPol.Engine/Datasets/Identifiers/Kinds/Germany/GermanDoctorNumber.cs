using MlSecPol.Engine.Datasets.Identifiers.Arithmetic;

namespace MlSecPol.Engine.Datasets.Identifiers.Kinds.Germany;

/// <summary>German number of a physician: weights 4 and 9 in turn; the last two digits name the field.</summary>
internal sealed class GermanDoctorNumber() : TokenKind(
    "de-lanr", "German doctor numbers (LANR)", "DE",
    forms: "999999999",
    words: "lanr arztnummer arztnr lebenslangearztnummer vertragsarztnummer",
    chance: 0.1)
{
    internal override bool NeedsContext => true;

    internal override bool IsValid(ReadOnlySpan<byte> compact) =>
        (10 - (Digits.Sum(compact, [4, 9, 4, 9, 4, 9]) % 10)) % 10 == Digits.At(compact, 6) && !Digits.AreEqual(compact);
}
