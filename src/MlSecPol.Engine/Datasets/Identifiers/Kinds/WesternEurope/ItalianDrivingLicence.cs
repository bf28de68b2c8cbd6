namespace MlSecPol.Engine.Datasets.Identifiers.Kinds.WesternEurope;

/// <summary>Italian driving licence: two letters, seven digits and a letter, or those that begin with U1.</summary>
internal sealed class ItalianDrivingLicence() : TokenKind(
    "it-driving-licence", "Italian driving licence numbers", "IT",
    forms: "AA9999999A|A9********|A9********A",
    words: "patente numeropatente patentediguida drivinglicence drivinglicense driverlicense")
{
    internal override bool NeedsContext => true;

    internal override bool IsValid(ReadOnlySpan<byte> compact) => compact[1] > '9' || compact.StartsWith("U1"u8);
}
