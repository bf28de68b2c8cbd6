using MlSecPol.Engine.Datasets.Identifiers.Arithmetic;

namespace MlSecPol.Engine.Datasets.Identifiers.Kinds.EasternEurope;

/// <summary>Polish number of the register of persons: date of birth, the century in the month; weights 1 3 7 9, mod 10.</summary>
internal sealed class PolishPesel() : TokenKind(
    "pl-pesel", "Polish PESEL numbers", "PL",
    forms: "99999999999",
    words: "pesel nrpesel numerpesel",
    chance: 0.018)
{
    internal override LinearRule? Rule { get; } = new(10, 0, 0, 1, 3, 7, 9, 1, 3, 7, 9, 1, 3, 1);

    internal override bool IsValid(ReadOnlySpan<byte> compact)
    {
        var month = Digits.Number(compact, 2, 2);
        var century = month / 20 switch { 0 => 1900, 1 => 2000, 2 => 2100, 3 => 2200, _ => 1800 };
        return CalendarDate.Exists(century + Digits.Number(compact, 0, 2), month % 20, Digits.Number(compact, 4, 2)) && Digits.Sum(compact, [1, 3, 7, 9, 1, 3, 7, 9, 1, 3, 1]) % 10 == 0;
    }
}
