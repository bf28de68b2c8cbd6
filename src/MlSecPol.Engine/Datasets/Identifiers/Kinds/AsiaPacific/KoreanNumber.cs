using MlSecPol.Engine.Datasets.Identifiers.Arithmetic;

namespace MlSecPol.Engine.Datasets.Identifiers.Kinds.AsiaPacific;

/// <summary>What the numbers of residents and foreigners in Korea have in common.</summary>
internal static class KoreanNumber
{
    /// <summary>Whether it begins with a date and names a region up to 95.</summary>
    internal static bool HasDate(ReadOnlySpan<byte> compact) =>
        CalendarDate.Exists(Digits.Number(compact, 0, 2), Digits.Number(compact, 2, 2), Digits.Number(compact, 4, 2)) && Digits.Number(compact, 7, 2) <= 95;

    /// <summary>The weighted sum, mod 11.</summary>
    internal static int Remainder(ReadOnlySpan<byte> compact) => Digits.Sum(compact, [2, 3, 4, 5, 6, 7, 8, 9, 2, 3, 4, 5]) % 11;
}
