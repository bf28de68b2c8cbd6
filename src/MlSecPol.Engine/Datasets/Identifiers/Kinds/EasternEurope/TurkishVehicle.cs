using MlSecPol.Engine.Datasets.Identifiers.Arithmetic;

namespace MlSecPol.Engine.Datasets.Identifiers.Kinds.EasternEurope;

/// <summary>Turkish number plate: province 01 to 81, letters without Q, W and X.</summary>
internal sealed class TurkishVehicle() : TokenKind(
    "tr-vehicle-registration", "Turkish vehicle registrations", "TR",
    forms: "99A99|99A999|99A9999|99AA99|99AA999|99AA9999|99AAA99|99AAA999|99AAA9999|99 A 99|99 A 999|99 A 9999|99 AA 99|99 AA 999|99 AA 9999|99 AAA 99|99 AAA 999|"
        + "99 AAA 9999|99-A-99|99-A-999|99-A-9999|99-AA-99|99-AA-999|99-AA-9999|99-AAA-99|99-AAA-999|99-AAA-9999",
    words: "plaka plakano plakanumarasi licenseplate licenceplate ~plate numberplate",
    chance: 0.72)
{
    public override IdentifierSubject Subject => IdentifierSubject.Device;

    internal override bool NeedsContext => true;

    internal override bool IsValid(ReadOnlySpan<byte> compact) => Digits.Number(compact, 0, 2) is >= 1 and <= 81 && !compact.ContainsAny("QWX"u8);
}
