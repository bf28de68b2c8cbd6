using MlSecPol.Engine.Datasets.Identifiers.Arithmetic;

namespace MlSecPol.Engine.Datasets.Identifiers.Kinds.EasternEurope;

/// <summary>Greek social security number: date and Luhn.</summary>
internal sealed class GreekAmka() : TokenKind(
    "gr-amka", "Greek social security numbers (AMKA)", "GR",
    forms: "99999999999",
    words: "amka αμκα",
    chance: 0.00366)
{
    internal override bool HasLuhn => true;

    internal override bool IsValid(ReadOnlySpan<byte> compact) =>
        CalendarDate.Exists(Digits.Number(compact, 4, 2), Digits.Number(compact, 2, 2), Digits.Number(compact, 0, 2)) && Luhn.IsValid(compact);
}
