using System.Text;

namespace MlSecPol.Engine.Datasets.Statistics;

/// <summary>
/// Reads dates: ISO 8601, the same with slashes or dots, day and month before the year, and English month names. Of two numbers before the year the first is
/// the month between slashes and the day between dots or hyphens, unless only the other way makes a date.
/// </summary>
internal static class DateText
{
    private const int ShortestDate = 8;
    private const int LongestDate = 40;
    private const int YearDigits = 4;

    private static readonly byte[][] MonthNames =
    [
        .. new[] { "january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december" }.Select(Encoding.ASCII.GetBytes),
    ];

    /// <summary>Reads a date.</summary>
    /// <param name="text">The text.</param>
    /// <param name="seconds">Seconds since 1970-01-01, with an offset from UTC taken into account where there is one.</param>
    internal static DateForm Parse(ReadOnlySpan<byte> text, out double seconds)
    {
        seconds = 0;
        text = text.Trim(" \t"u8);
        if (text.Length is < ShortestDate or > LongestDate) return DateForm.None;
        var at = 0;
        if (char.IsAsciiLetter((char)text[0])) return MonthFirst(text, ref seconds);
        var first = Number(text, ref at, out var digits);
        if (digits == 0 || at >= text.Length) return DateForm.None;
        var separator = text[at];
        if (separator is not ((byte)'-' or (byte)'/' or (byte)'.' or (byte)' ')) return DateForm.None;
        at++;
        if (digits == YearDigits && separator != (byte)' ')
        {
            var month = Number(text, ref at, out var monthDigits);
            if (monthDigits is < 1 or > 2 || !Skip(text, ref at, separator)) return DateForm.None;
            var day = Number(text, ref at, out var dayDigits);
            return dayDigits is < 1 or > 2 ? DateForm.None : WithTime(text, at, first, month, day, ref seconds);
        }

        if (digits > 2) return DateForm.None;
        if (at < text.Length && char.IsAsciiLetter((char)text[at]))
        {
            var named = MonthName(text, ref at);
            if (named == 0 || !(Skip(text, ref at, separator) || Skip(text, ref at, (byte)' '))) return DateForm.None;
            var namedYear = Number(text, ref at, out var namedDigits);
            return namedDigits != YearDigits ? DateForm.None : WithTime(text, at, namedYear, named, first, ref seconds);
        }

        if (separator == (byte)' ') return DateForm.None;
        var second = Number(text, ref at, out var secondDigits);
        if (secondDigits is < 1 or > 2 || !Skip(text, ref at, separator)) return DateForm.None;
        var year = Number(text, ref at, out var yearDigits);
        // Zeros tell a version number rather than a date.
        if (yearDigits != YearDigits || first == 0 || second == 0) return DateForm.None;
        var monthFirst = separator == (byte)'/' ? first <= 12 : second > 12;
        return monthFirst ? WithTime(text, at, year, first, second, ref seconds) : WithTime(text, at, year, second, first, ref seconds);
    }

    private static DateForm MonthFirst(ReadOnlySpan<byte> text, ref double seconds)
    {
        var at = 0;
        var month = MonthName(text, ref at);
        if (month == 0 || !Skip(text, ref at, (byte)' ')) return DateForm.None;
        var day = Number(text, ref at, out var dayDigits);
        if (dayDigits is < 1 or > 2) return DateForm.None;
        Skip(text, ref at, (byte)',');
        if (!Skip(text, ref at, (byte)' ')) return DateForm.None;
        var year = Number(text, ref at, out var yearDigits);
        return yearDigits != YearDigits ? DateForm.None : WithTime(text, at, year, month, day, ref seconds);
    }

    private static DateForm WithTime(ReadOnlySpan<byte> text, int at, int year, int month, int day, ref double seconds)
    {
        var isDay = year is >= 1 and <= 9999 && month is >= 1 and <= 12 && day >= 1 && day <= DateTime.DaysInMonth(year, month);
        if (isDay) seconds = (new DateOnly(year, month, day).DayNumber - DateOnly.FromDateTime(DateTime.UnixEpoch).DayNumber) * 86400.0;
        if (at == text.Length) return isDay ? DateForm.Date : DateForm.Impossible;
        if (!Skip(text, ref at, (byte)'T') && !Skip(text, ref at, (byte)' ')) return DateForm.None;
        var hour = Number(text, ref at, out var hourDigits);
        if (hourDigits is < 1 or > 2 || !Skip(text, ref at, (byte)':')) return DateForm.None;
        var minute = Number(text, ref at, out var minuteDigits);
        if (minuteDigits != 2) return DateForm.None;
        double second = 0;
        if (Skip(text, ref at, (byte)':'))
        {
            second = Number(text, ref at, out var secondDigits);
            if (secondDigits != 2) return DateForm.None;
            if (Skip(text, ref at, (byte)'.') || Skip(text, ref at, (byte)',')) second += Fraction(text, ref at);
        }

        if (!TryZone(text, at, ref hour, out var offset)) return DateForm.None;
        // The 60th second is one that was inserted to keep the clocks right.
        if (!isDay || hour > 23 || minute > 59 || second >= 61 || Math.Abs(offset) > 18 * 3600) return DateForm.Impossible;
        seconds += (hour * 3600) + (minute * 60) + second - offset;
        return DateForm.DateTime;
    }

    private static bool TryZone(ReadOnlySpan<byte> text, int at, ref int hour, out int offset)
    {
        offset = 0;
        Skip(text, ref at, (byte)' ');
        var zone = text[at..];
        if (zone.IsEmpty || zone.SequenceEqual("Z"u8) || zone.SequenceEqual("z"u8) || zone.SequenceEqual("UTC"u8) || zone.SequenceEqual("GMT"u8)) return true;
        if (Ascii.EqualsIgnoreCase(zone, "AM"u8) || Ascii.EqualsIgnoreCase(zone, "PM"u8))
        {
            // Not an hour of twelve: leave it to be impossible.
            if (hour is < 1 or > 12) hour = 99;
            else hour = (hour % 12) + (zone[0] is (byte)'P' or (byte)'p' ? 12 : 0);
            return true;
        }

        if (zone[0] is not ((byte)'+' or (byte)'-')) return false;
        var next = 1;
        var hours = Number(zone, ref next, out var digits);
        var minutes = 0;
        if (digits == 4) (hours, minutes) = (hours / 100, hours % 100);
        else if (digits != 2) return false;
        else if (Skip(zone, ref next, (byte)':')) minutes = Number(zone, ref next, out _);
        offset = ((hours * 3600) + (minutes * 60)) * (zone[0] == (byte)'-' ? -1 : 1);
        return next == zone.Length;
    }

    private static double Fraction(ReadOnlySpan<byte> text, ref int at)
    {
        double value = 0, unit = 1;
        for (; at < text.Length && char.IsAsciiDigit((char)text[at]); at++)
        {
            unit /= 10;
            value += (text[at] - '0') * unit;
        }

        return value;
    }

    private static int Number(ReadOnlySpan<byte> text, ref int at, out int digits)
    {
        const int Most = 6;
        var begin = at;
        var value = 0;
        for (; at < text.Length && at - begin < Most && char.IsAsciiDigit((char)text[at]); at++) value = (value * 10) + (text[at] - '0');
        digits = at - begin;
        return value;
    }

    private static bool Skip(ReadOnlySpan<byte> text, ref int at, byte expected)
    {
        if (at >= text.Length || text[at] != expected) return false;
        at++;
        return true;
    }

    /// <summary>The month whose English name, whole or its first three letters, stands here; 0 when none does.</summary>
    private static int MonthName(ReadOnlySpan<byte> text, ref int at)
    {
        var begin = at;
        while (at < text.Length && char.IsAsciiLetter((char)text[at])) at++;
        var word = text[begin..at];
        for (var i = 0; i < MonthNames.Length; i++)
        {
            if (Ascii.EqualsIgnoreCase(word, MonthNames[i]) || (word.Length == 3 && Ascii.EqualsIgnoreCase(word, MonthNames[i].AsSpan(0, 3)))) return i + 1;
        }

        return 0;
    }
}
