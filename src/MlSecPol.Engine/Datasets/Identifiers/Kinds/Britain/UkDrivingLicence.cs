using MlSecPol.Engine.Datasets.Identifiers.Arithmetic;

namespace MlSecPol.Engine.Datasets.Identifiers.Kinds.Britain;

/// <summary>UK driving licence: five letters of the surname filled up with 9, year, month (+50) and day of birth, initials or 9, and two check letters without a published rule.</summary>
internal sealed class UkDrivingLicence() : TokenKind(
    "uk-driving-licence", "UK driving licence numbers", "GB",
    forms: "*****999999A**AA|*****9999999**AA",
    words: "drivinglicence drivinglicense driverlicence driverslicence driverlicense ~dvla",
    chance: 0.011)
{
    internal override double FormEvidence => 0.85;

    internal override bool IsValid(ReadOnlySpan<byte> compact)
    {
        var name = compact[..5].TrimEnd((byte)'9');
        if (name.IsEmpty || name.ContainsAnyInRange((byte)'0', (byte)'9') || !Digits.AreDigits(compact.Slice(5, 6))) return false;
        var month = Digits.Number(compact, 6, 2);
        return month is (>= 1 and <= 12) or (>= 51 and <= 62) && Digits.Number(compact, 8, 2) is >= 1 and <= 31
            && compact[11] >= '9' && compact[12] >= '9' && (compact[11] != '9' || compact[12] == '9') && compact[14] > '9' && compact[15] > '9';
    }
}
