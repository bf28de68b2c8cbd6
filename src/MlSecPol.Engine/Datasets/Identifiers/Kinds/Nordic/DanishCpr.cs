using MlSecPol.Engine.Datasets.Identifiers.Arithmetic;

namespace MlSecPol.Engine.Datasets.Identifiers.Kinds.Nordic;

/// <summary>Danish personal number: the date of birth. Since 2007 the check digit binds no more, so the date is all that can be held against it.</summary>
internal sealed class DanishCpr() : TokenKind(
    "dk-cpr", "Danish personal numbers (CPR)", "DK",
    forms: "999999-9999|9999999999",
    words: "cpr cprnummer cprnr personnummer",
    chance: 0.0365)
{
    internal override bool IsValid(ReadOnlySpan<byte> compact) => CalendarDate.Exists(Digits.Number(compact, 4, 2), Digits.Number(compact, 2, 2), Digits.Number(compact, 0, 2));
}
