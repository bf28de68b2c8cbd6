namespace MlSecPol.Engine.Datasets.Identifiers.Kinds.Worldwide;

/// <summary>Vehicle identification number of ISO 3779: letters without I, O and Q. The check digit in place 9 is required in North America only, so only numbers with it are taken.</summary>
internal sealed class Vin() : TokenKind(
    "vin", "vehicle identification numbers (VIN)", null,
    forms: "*****************",
    words: "vin vinnumber chassis chassisnumber fahrgestellnummer vehicleidentification vehicleidentificationnumber",
    chance: 0.007)
{
    public override IdentifierSubject Subject => IdentifierSubject.Device;

    internal override bool IsValid(ReadOnlySpan<byte> compact)
    {
        if (compact.ContainsAny("IOQ"u8)) return false;
        ReadOnlySpan<byte> letters = [1, 2, 3, 4, 5, 6, 7, 8, 0, 1, 2, 3, 4, 5, 0, 7, 0, 9, 2, 3, 4, 5, 6, 7, 8, 9];
        ReadOnlySpan<byte> weights = [8, 7, 6, 5, 4, 3, 2, 10, 0, 9, 8, 7, 6, 5, 4, 3, 2];
        var sum = 0;
        for (var i = 0; i < 17; i++) sum += (compact[i] <= '9' ? compact[i] - '0' : letters[compact[i] - 'A']) * weights[i];
        return compact[8] == (sum % 11 == 10 ? 'X' : '0' + (sum % 11));
    }
}
