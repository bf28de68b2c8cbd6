using MlSecPol.Engine.Datasets.Identifiers.Arithmetic;

namespace MlSecPol.Engine.Datasets.Identifiers.Kinds.Americas;

/// <summary>Driver licence of a state of the US: the commonest forms; the states have no rule in common.</summary>
internal sealed class UsDriverLicense() : TokenKind(
    "us-driver-license", "US driver license numbers", "US",
    forms: "9999999|99999999|999999999|A999999|A9999999|A99999999|A999999999|A999999999999|A9999999999999|AA999999|AA9999999|A999-9999-9999|A999-9999-9999-99|"
        + "A99-99-9999|999AA9999|9999999A|99AAA99999",
    words: "driverlicense driverslicense driverlicence driverslicence driverlicensenumber driverslicensenumber dlnumber ~dl ~license ~licence drivinglicense "
        + "drivinglicence ~permis")
{
    internal override bool NeedsContext => true;

    internal override bool IsValid(ReadOnlySpan<byte> compact) => !Digits.AreEqual(compact);
}
