using MlSecPol.Engine.Datasets.Identifiers.Arithmetic;

namespace MlSecPol.Engine.Datasets.Identifiers.Kinds.EasternEurope;

/// <summary>Latvian personal code: date and century, weights 10 5 8 4 2 1 6 3 7 9, mod 11; those that begin with 32 carry no date.</summary>
internal sealed class LatvianCode() : TokenKind(
    "lv-personas-kods", "Latvian personal codes", "LV",
    forms: "999999-99999|99999999999",
    words: "personaskods ~personas ~pk",
    chance: 0.0021)
{
    internal override LinearRule? Rule { get; } = new(11, 10, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10);

    internal override bool IsValid(ReadOnlySpan<byte> compact)
    {
        if (compact[0] > '3' || (1 + Digits.Sum(compact, [10, 5, 8, 4, 2, 1, 6, 3, 7, 9])) % 11 % 10 != Digits.At(compact, 10)) return false;
        return compact.StartsWith("32"u8)
            || (compact[6] <= '2' && CalendarDate.Exists(1800 + (100 * Digits.At(compact, 6)) + Digits.Number(compact, 4, 2), Digits.Number(compact, 2, 2), Digits.Number(compact, 0, 2)));
    }
}
