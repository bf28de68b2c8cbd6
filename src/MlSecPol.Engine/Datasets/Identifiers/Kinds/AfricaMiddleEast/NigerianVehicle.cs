namespace MlSecPol.Engine.Datasets.Identifiers.Kinds.AfricaMiddleEast;

/// <summary>Nigerian number plate: three letters, three digits, two letters.</summary>
internal sealed class NigerianVehicle() : TokenKind(
    "ng-vehicle-registration", "Nigerian vehicle registrations", "NG",
    forms: "AAA999AA|AAA-999AA|AAA 999AA|AAA-999-AA|AAA 999 AA",
    words: "vehicleregistration platenumber numberplate licenseplate licenceplate ~plate ~registration")
{
    public override IdentifierSubject Subject => IdentifierSubject.Device;

    internal override bool NeedsContext => true;

    internal override bool IsValid(ReadOnlySpan<byte> compact) => !compact.Slice(3, 3).SequenceEqual("000"u8);
}
