using MlSecPol.Engine.Datasets.Identifiers.Arithmetic;

namespace MlSecPol.Engine.Datasets.Identifiers.Kinds.Germany;

/// <summary>German driving licence since 2013: the authority, a running number and a check character without a published rule.</summary>
internal sealed class GermanDrivingLicence() : TokenKind(
    "de-driving-licence", "German driving licence numbers", "DE",
    forms: "AA99999999*|A9999999999|A999******9",
    words: "fuehrerschein führerschein fuehrerscheinnummer führerscheinnummer fahrerlaubnis fahrerlaubnisnummer drivinglicence drivinglicense driverlicense "
        + "driverslicense")
{
    internal override bool NeedsContext => true;

    internal override bool IsValid(ReadOnlySpan<byte> compact) => !Digits.AreEqual(compact[2..]);
}
