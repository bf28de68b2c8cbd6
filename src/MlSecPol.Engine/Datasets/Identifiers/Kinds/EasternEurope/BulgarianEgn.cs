using MlSecPol.Engine.Datasets.Identifiers.Arithmetic;

namespace MlSecPol.Engine.Datasets.Identifiers.Kinds.EasternEurope;

/// <summary>Bulgarian civil number: date, the century in the month, weights 2 4 8 5 10 9 7 3 6, mod 11.</summary>
internal sealed class BulgarianEgn() : TokenKind(
    "bg-egn", "Bulgarian civil numbers (EGN)", "BG",
    forms: "9999999999",
    words: "egn егн",
    chance: 0.011)
{
    internal override LinearRule? Rule { get; } = new(11, 0, 10, 2, 4, 8, 5, 10, 9, 7, 3, 6, 10);

    internal override bool IsValid(ReadOnlySpan<byte> compact)
    {
        var month = Digits.Number(compact, 2, 2);
        var century = month > 40 ? 2000 : month > 20 ? 1800 : 1900;
        return CalendarDate.Exists(century + Digits.Number(compact, 0, 2), month > 40 ? month - 40 : month > 20 ? month - 20 : month, Digits.Number(compact, 4, 2))
            && Digits.Sum(compact, [2, 4, 8, 5, 10, 9, 7, 3, 6]) % 11 % 10 == Digits.At(compact, 9);
    }
}
