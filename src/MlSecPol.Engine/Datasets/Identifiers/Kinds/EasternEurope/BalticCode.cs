using MlSecPol.Engine.Datasets.Identifiers.Arithmetic;

namespace MlSecPol.Engine.Datasets.Identifiers.Kinds.EasternEurope;

/// <summary>The rule that the personal codes of Estonia and Lithuania have in common.</summary>
internal static class BalticCode
{
    /// <summary>Whether sex and century, the date, and the check digit are right: weights 1 to 9 and 1, or, where they leave ten, 3 to 9 and 1 2 3, where ten counts as 0.</summary>
    internal static bool IsValid(ReadOnlySpan<byte> compact)
    {
        if (compact[0] is < (byte)'1' or > (byte)'8') return false;
        var century = 1800 + ((Digits.At(compact, 0) - 1) / 2 * 100);
        if (!CalendarDate.Exists(century + Digits.Number(compact, 1, 2), Digits.Number(compact, 3, 2), Digits.Number(compact, 5, 2))) return false;
        var check = Digits.Sum(compact, [1, 2, 3, 4, 5, 6, 7, 8, 9, 1]) % 11;
        if (check == 10) check = Digits.Sum(compact, [3, 4, 5, 6, 7, 8, 9, 1, 2, 3]) % 11 % 10;
        return check == Digits.At(compact, 10);
    }
}
