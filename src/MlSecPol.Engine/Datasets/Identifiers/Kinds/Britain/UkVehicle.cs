using MlSecPol.Engine.Datasets.Identifiers.Arithmetic;

namespace MlSecPol.Engine.Datasets.Identifiers.Kinds.Britain;

/// <summary>UK number plate: since 2001 an age identifier of 02 to 29 or 51 to 79; before a letter for the year in front or behind. I and Q stand nowhere.</summary>
internal sealed class UkVehicle() : TokenKind(
    "uk-vehicle-registration", "UK vehicle registrations", "GB",
    forms: "AA99AAA|AA99 AAA|AA99-AAA|A9AAA|A99AAA|A999AAA|A999 AAA|A99 AAA|AAA999A|AAA99A|AAA 999A|AAA 99A",
    words: "vrn vehicleregistration registrationnumber numberplate licenseplate licenceplate ~registration ~plate ~vrm",
    chance: 0.35)
{
    public override IdentifierSubject Subject => IdentifierSubject.Device;

    internal override double FormEvidence => 0.3;

    internal override bool IsValid(ReadOnlySpan<byte> compact)
    {
        if (compact.ContainsAny("IQ"u8)) return false;
        if (compact[1] > '9' && compact[2] <= '9' && compact.Length == 7) return Digits.Number(compact, 2, 2) is (>= 2 and <= 29) or (>= 51 and <= 79) && !"Z"u8.Contains(compact[0]) && !"Z"u8.Contains(compact[1]);
        return !"OUZ"u8.Contains(compact[1] <= '9' ? compact[0] : compact[^1]);
    }
}
