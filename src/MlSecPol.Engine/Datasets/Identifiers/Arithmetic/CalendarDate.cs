namespace MlSecPol.Engine.Datasets.Identifiers.Arithmetic;

/// <summary>Days that the calendar has.</summary>
internal static class CalendarDate
{
    /// <summary>Whether the month has the day. Without a century the 29th of February stands in every year that four divides.</summary>
    internal static bool Exists(int year, int month, int day)
    {
        ReadOnlySpan<byte> lengths = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
        return month is >= 1 and <= 12 && day >= 1 && day <= lengths[month - 1] && (month != 2 || day < 29 || IsLeap(year));
    }

    private static bool IsLeap(int year) => year < 100 ? year % 4 == 0 : DateTime.IsLeapYear(year);
}
