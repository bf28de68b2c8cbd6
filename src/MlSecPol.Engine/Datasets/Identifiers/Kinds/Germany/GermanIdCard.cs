using MlSecPol.Engine.Datasets.Identifiers.Arithmetic;

namespace MlSecPol.Engine.Datasets.Identifiers.Kinds.Germany;

/// <summary>German identity card since 2010: letters and digits of ICAO 9303, checked with weights 7 3 1; those before begin with T and have no check digit.</summary>
internal sealed class GermanIdCard() : TokenKind(
    "de-id-card", "German identity card numbers", "DE",
    forms: "A********|A*********",
    words: "personalausweis personalausweisnummer ausweisnummer ausweisnr ~perso ~ausweis idcard idcardnumber nationalid nationalidentity nationalidnumber "
        + "idnumber idno identitynumber identificationnumber ~personalid ~personalnumber",
    chance: 0.0025)
{
    internal override bool NeedsContext => true;

    internal override bool IsValid(ReadOnlySpan<byte> compact) => IcaoNumber.IsValid(compact) || (compact.Length == 9 && compact[0] == 'T' && Digits.AreDigits(compact[1..]));
}
