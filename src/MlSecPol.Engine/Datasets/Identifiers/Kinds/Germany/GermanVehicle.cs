namespace MlSecPol.Engine.Datasets.Identifiers.Kinds.Germany;

/// <summary>German number plate: district, letters, number of at most four digits without a leading zero.</summary>
internal sealed class GermanVehicle() : TokenKind(
    "de-vehicle-registration", "German vehicle registrations", "DE",
    forms: "A-A 9|A-A-9|A A 9|A-A 99|A-A-99|A A 99|A-A 999|A-A-999|A A 999|A-A 9999|A-A-9999|A A 9999|A-AA 9|A-AA-9|A AA 9|A-AA 99|A-AA-99|A AA 99|A-AA 999|"
        + "A-AA-999|A AA 999|A-AA 9999|A-AA-9999|A AA 9999|AA-A 9|AA-A-9|AA A 9|AA-A 99|AA-A-99|AA A 99|AA-A 999|AA-A-999|AA A 999|AA-A 9999|AA-A-9999|AA A 9999|"
        + "AA-AA 9|AA-AA-9|AA AA 9|AA-AA 99|AA-AA-99|AA AA 99|AA-AA 999|AA-AA-999|AA AA 999|AA-AA 9999|AA-AA-9999|AA AA 9999|AAA-A 9|AAA-A-9|AAA A 9|AAA-A 99|"
        + "AAA-A-99|AAA A 99|AAA-A 999|AAA-A-999|AAA A 999|AAA-A 9999|AAA-A-9999|AAA A 9999|AAA-AA 9|AAA-AA-9|AAA AA 9|AAA-AA 99|AAA-AA-99|AAA AA 99|AAA-AA 999|"
        + "AAA-AA-999|AAA AA 999|AAA-AA 9999|AAA-AA-9999|AAA AA 9999",
    words: "kfzkennzeichen kennzeichen ~kfz autokennzeichen nummernschild licenseplate licenceplate ~plate numberplate")
{
    public override IdentifierSubject Subject => IdentifierSubject.Device;

    internal override bool NeedsContext => true;

    internal override bool IsValid(ReadOnlySpan<byte> compact) => compact[compact.IndexOfAnyInRange((byte)'0', (byte)'9')] != '0';
}
