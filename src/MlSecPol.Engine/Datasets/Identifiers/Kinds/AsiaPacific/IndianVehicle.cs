namespace MlSecPol.Engine.Datasets.Identifiers.Kinds.AsiaPacific;

/// <summary>Indian number plate: the state or territory, the district, letters and a number; or the BH series.</summary>
internal sealed class IndianVehicle() : TokenKind(
    "in-vehicle-registration", "Indian vehicle registrations", "IN",
    forms: "AA99A9999|AA99AA9999|AA99AAA9999|AA 99 A 9999|AA 99 AA 9999|AA 99 AAA 9999|AA-99-A-9999|AA-99-AA-9999|AA-99-AAA-9999|AA9A9999|AA9AA9999|AA9AAA9999|"
        + "99AA9999A|99AA9999AA|99 AA 9999 AA",
    words: "vehicleregistration registrationnumber vehiclenumber numberplate ~registration licenseplate licenceplate ~plate",
    chance: 0.06)
{
    private static ReadOnlySpan<byte> States => "AN AP AR AS BR CG CH DD DL DN GA GJ HP HR JH JK KA KL LA LD MH ML MN MP MZ NL OD OR PB PY RJ SK TN TR TS UK UP WB"u8;

    public override IdentifierSubject Subject => IdentifierSubject.Device;

    internal override double FormEvidence => 0.7;

    internal override bool IsValid(ReadOnlySpan<byte> compact)
    {
        if (compact[0] <= '9') return compact[2] == 'B' && compact[3] == 'H' && compact[0] >= '2';
        return States.IndexOf(compact[..2]) >= 0 && !compact[^4..].SequenceEqual("0000"u8);
    }
}
