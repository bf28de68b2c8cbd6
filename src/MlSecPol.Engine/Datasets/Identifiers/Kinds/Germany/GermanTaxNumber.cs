using MlSecPol.Engine.Datasets.Identifiers.Arithmetic;

namespace MlSecPol.Engine.Datasets.Identifiers.Kinds.Germany;

/// <summary>German tax number in the ways of the states, or in the federal way of 13 digits that begins with 01 to 16 or the number of a federal tax office.</summary>
internal sealed class GermanTaxNumber() : TokenKind(
    "de-tax-number", "German tax numbers", "DE",
    forms: "99/999/99999|99/999/9999|999/999/99999|999/9999/9999|99/9999/9999|9999999999999|99 999 99999",
    words: "steuernummer steuernr stnr stnummer taxnumber")
{
    internal override bool NeedsContext => true;

    internal override bool IsValid(ReadOnlySpan<byte> compact) => compact.Length < 13 || compact[4] == '0' || Digits.Number(compact, 0, 2) is >= 1 and <= 16;
}
