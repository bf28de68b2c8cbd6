namespace MlSecPol.Engine.Datasets.Identifiers.Kinds.Britain;

/// <summary>UK national insurance number: some letters and prefixes are not used, and the suffix is A to D.</summary>
internal sealed class UkInsuranceNumber() : TokenKind(
    "uk-nino", "UK national insurance numbers", "GB",
    forms: "AA999999A|AA 99 99 99 A|AA 999999 A|AA-99-99-99-A|AA99 99 99A",
    words: "nino ninumber nationalinsurance nationalinsurancenumber nationalinsuranceno",
    chance: 0.0825)
{
    internal override bool IsValid(ReadOnlySpan<byte> compact)
    {
        var prefix = compact[..2];
        if (compact[8] is < (byte)'A' or > (byte)'D' || "DFIQUV"u8.Contains(compact[0]) || "DFIOQUV"u8.Contains(compact[1])) return false;
        return !(prefix.SequenceEqual("BG"u8) || prefix.SequenceEqual("GB"u8) || prefix.SequenceEqual("NK"u8) || prefix.SequenceEqual("KN"u8)
            || prefix.SequenceEqual("TN"u8) || prefix.SequenceEqual("NT"u8) || prefix.SequenceEqual("ZZ"u8));
    }
}
