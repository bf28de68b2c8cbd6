using MlSecPol.Engine.Datasets.Identifiers.Arithmetic;

namespace MlSecPol.Engine.Datasets.Identifiers.Kinds.Worldwide;

/// <summary>International securities identification number of ISO 6166: Luhn over the digits, letters as two of them.</summary>
internal sealed class Isin() : TokenKind(
    "isin", "securities numbers (ISIN)", null,
    forms: "AA*********9",
    words: "isin isincode securityid",
    chance: 0.037)
{
    // Country codes, and XS for securities that clear internationally.
    private static bool IsCountry(ReadOnlySpan<byte> compact) => CountryCodes.Contains(compact[0], compact[1]) || compact.StartsWith("XS"u8);

    public override IdentifierSubject Subject => IdentifierSubject.Organisation;

    internal override bool IsValid(ReadOnlySpan<byte> compact)
    {
        Span<byte> digits = stackalloc byte[24];
        var length = 0;
        foreach (var b in compact)
        {
            var value = Digits.Base36(b);
            if (value >= 10) digits[length++] = (byte)('0' + (value / 10));
            digits[length++] = (byte)('0' + (value % 10));
        }

        return IsCountry(compact) && Luhn.IsValid(digits[..length]);
    }
}
