namespace MlSecPol.Engine.Datasets.Identifiers.Kinds.Britain;

/// <summary>UK postcode: letters that stand at no place, and letters that the end never has.</summary>
internal sealed class UkPostcode() : TokenKind(
    "uk-postcode", "UK postcodes", "GB",
    forms: "A9 9AA|A99 9AA|AA9 9AA|AA99 9AA|A9A 9AA|AA9A 9AA|A99AA|A999AA|AA99AA|AA999AA|A9A9AA|AA9A9AA",
    words: "postcode postalcode ~zip zipcode ~post",
    chance: 0.52)
{
    public override IdentifierSubject Subject => IdentifierSubject.Group;

    internal override double FormEvidence => 0.7;

    internal override bool IsValid(ReadOnlySpan<byte> compact)
    {
        var inward = compact[^3..];
        if (inward[0] > '9' || "CIKMOV"u8.Contains(inward[1]) || "CIKMOV"u8.Contains(inward[2]) || "QVX"u8.Contains(compact[0])) return false;
        var outward = compact[..^3];
        if (outward[1] > '9' && "IJZ"u8.Contains(outward[1])) return false;
        return outward[^1] <= '9' || (outward.Length == 3 ? "ABCDEFGHJKPSTUW"u8 : "ABEHMNPRVWXY"u8).Contains(outward[^1]);
    }
}
