using MlSecPol.Engine.Datasets.Identifiers.Arithmetic;

namespace MlSecPol.Engine.Datasets.Identifiers.Kinds.Nordic;

/// <summary>Swedish personal identity number: date (day and 60 for a coordination number) and Luhn over ten digits.</summary>
internal sealed class SwedishPersonalNumber() : TokenKind(
    "se-personnummer", "Swedish personal identity numbers", "SE",
    forms: "999999-9999|999999+9999|9999999999|99999999-9999|999999999999",
    words: "personnummer samordningsnummer ~pnr personalidentitynumber",
    chance: 0.0072)
{
    internal override bool IsValid(ReadOnlySpan<byte> compact)
    {
        var digits = compact[^10..];
        var day = Digits.Number(digits, 4, 2);
        return (compact.Length == 10 || Digits.Number(compact, 0, 2) is >= 18 and <= 20)
            && CalendarDate.Exists(Digits.Number(digits, 0, 2), Digits.Number(digits, 2, 2), day > 60 ? day - 60 : day) && Luhn.IsValid(digits);
    }
}
