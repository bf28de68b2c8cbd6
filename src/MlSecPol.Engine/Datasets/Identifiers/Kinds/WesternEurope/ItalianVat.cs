using MlSecPol.Engine.Datasets.Identifiers.Arithmetic;

namespace MlSecPol.Engine.Datasets.Identifiers.Kinds.WesternEurope;

/// <summary>Italian VAT number: Luhn; digits 8 to 10 are the office of a province.</summary>
internal sealed class ItalianVat() : TokenKind(
    "it-vat", "Italian VAT numbers", "IT",
    forms: "99999999999|AA99999999999|AA 99999999999",
    words: "partitaiva piva ~iva vatnumber vat vatid",
    chance: 0.0104)
{
    public override IdentifierSubject Subject => IdentifierSubject.Organisation;

    internal override bool HasLuhn => true;

    internal override bool IsValid(ReadOnlySpan<byte> compact)
    {
        var digits = compact;
        if (compact.Length == 13)
        {
            if (!compact.StartsWith("IT"u8)) return false;
            digits = compact[2..];
        }

        return !digits.StartsWith("0000000"u8) && Digits.Number(digits, 7, 3) is (>= 1 and <= 100) or 120 or 121 or 888 or 999 && Luhn.IsValid(digits);
    }
}
