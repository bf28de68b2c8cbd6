using System.Collections.Concurrent;
using System.Text;

namespace MlSecPol.Engine.Datasets.Schemas;

/// <summary>
/// Reads dates and times by a pattern of the directives of strptime: <c>%Y %y %m %d %j %H %I %M %S %f %p %z %b %B %%</c>; everything else stands for itself.
/// </summary>
internal sealed class TimePattern
{
    private const string Known = "YymdjHIMSfpzbB%";
    private static readonly ConcurrentDictionary<(FieldType Type, string Format), TimePattern> Patterns = new();
    private static readonly string[] Months = ["january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december"];

    private readonly byte[][] _forms;

    private TimePattern(params string[] forms) => _forms = [.. forms.Select(Encoding.UTF8.GetBytes)];

    /// <summary>The pattern of a field.</summary>
    internal static TimePattern Of(SchemaField field) => Patterns.GetOrAdd((field.Type, field.Format), static key => Create(key.Type, key.Format));

    /// <summary>Whether a format of a schema is a pattern that is understood.</summary>
    internal static bool IsKnown(string format)
    {
        for (var i = format.IndexOf('%', StringComparison.Ordinal); i >= 0; i = i + 2 < format.Length ? format.IndexOf('%', i + 2) : -1)
        {
            if (i + 1 >= format.Length || !Known.Contains(format[i + 1], StringComparison.Ordinal)) return false;
        }

        return true;
    }

    /// <summary>Reads a text.</summary>
    /// <param name="text">The text.</param>
    /// <param name="ticks">The point in time.</param>
    internal bool TryRead(ReadOnlySpan<byte> text, out double ticks)
    {
        foreach (var form in _forms)
        {
            if (TryRead(form, text, out ticks)) return true;
        }

        ticks = double.NaN;
        return false;
    }

    private static TimePattern Create(FieldType type, string format) => (type, format) switch
    {
        (FieldType.Date, "default") => new("%Y-%m-%d"),
        (FieldType.Date, "any") => new("%Y-%m-%d", "%d.%m.%Y", "%m/%d/%Y", "%d/%m/%Y", "%Y/%m/%d", "%d %b %Y", "%d %B %Y", "%B %d, %Y", "%b %d, %Y", "%Y%m%d"),
        (FieldType.Time, "default") => new("%H:%M:%S", "%H:%M:%S.%f", "%H:%M:%SZ", "%H:%M:%S.%fZ"),
        (FieldType.Time, "any") => new("%H:%M:%S", "%H:%M:%S.%f", "%H:%M", "%I:%M %p", "%I:%M:%S %p"),
        (FieldType.DateTime, "any") => new("%Y-%m-%dT%H:%M:%S%z", "%Y-%m-%dT%H:%M:%S.%f%z", "%Y-%m-%dT%H:%M:%S", "%Y-%m-%dT%H:%M:%S.%f", "%Y-%m-%d %H:%M:%S", "%Y-%m-%d %H:%M:%S.%f", "%Y-%m-%d %H:%M", "%d.%m.%Y %H:%M:%S", "%m/%d/%Y %H:%M:%S", "%Y-%m-%d"),
        (FieldType.DateTime, "default") => new("%Y-%m-%dT%H:%M:%S", "%Y-%m-%dT%H:%M:%S.%f", "%Y-%m-%dT%H:%M:%S%z", "%Y-%m-%dT%H:%M:%S.%f%z"),
        (FieldType.YearMonth, _) => new("%Y-%m"),
        _ => new(format),
    };

    private static bool TryRead(ReadOnlySpan<byte> form, ReadOnlySpan<byte> text, out double ticks)
    {
        ticks = double.NaN;
        var (year, month, day, ordinal, hour, minute, second, fraction, offset, half) = (1, 1, 1, 0, 0, 0, 0, 0.0, 0, -1);
        for (var i = 0; i < form.Length; i++)
        {
            if (form[i] != (byte)'%')
            {
                if (text.IsEmpty || text[0] != form[i]) return false;
                text = text[1..];
                continue;
            }

            var isRead = (char)form[++i] switch
            {
                'Y' => Digits(ref text, 4, 4, out year),
                'y' => Digits(ref text, 2, 2, out year) && (year += year < 69 ? 2000 : 1900) > 0,
                'm' => Digits(ref text, 1, 2, out month),
                'd' => Digits(ref text, 1, 2, out day),
                'j' => Digits(ref text, 1, 3, out ordinal),
                'H' => Digits(ref text, 1, 2, out hour) && hour < 24,
                'I' => Digits(ref text, 1, 2, out hour) && hour is > 0 and <= 12,
                'M' => Digits(ref text, 1, 2, out minute) && minute < 60,
                'S' => Digits(ref text, 1, 2, out second) && second <= 60,
                'f' => Fraction(ref text, out fraction),
                'p' => Half(ref text, out half),
                'z' => Zone(ref text, out offset),
                'b' => Month(ref text, 3, out month),
                'B' => Month(ref text, 0, out month),
                _ => Literal(ref text, (byte)'%'),
            };
            if (!isRead) return false;
        }

        if (!text.IsEmpty || year < 1 || month is < 1 or > 12 || day < 1 || day > DateTime.DaysInMonth(year, month)) return false;
        if (ordinal > 366 || (ordinal == 366 && !DateTime.IsLeapYear(year))) return false;
        if (half >= 0) hour = (hour % 12) + (12 * half);
        var date = ordinal > 0 ? new DateOnly(year, 1, 1).AddDays(ordinal - 1) : new DateOnly(year, month, day);
        ticks = ((date.DayNumber * 86_400.0) + (hour * 3600) + (minute * 60) + second - offset + fraction) * TimeSpan.TicksPerSecond;
        return true;
    }

    private static bool Digits(ref ReadOnlySpan<byte> text, int least, int most, out int value)
    {
        var length = value = 0;
        while (length < most && length < text.Length && char.IsAsciiDigit((char)text[length])) value = (value * 10) + (text[length++] - '0');
        text = text[length..];
        return length >= least;
    }

    private static bool Fraction(ref ReadOnlySpan<byte> text, out double fraction)
    {
        (fraction, var scale, var length) = (0, 0.1, 0);
        for (; length < text.Length && char.IsAsciiDigit((char)text[length]); length++, scale /= 10) fraction += (text[length] - '0') * scale;
        text = text[length..];
        return length > 0;
    }

    private static bool Half(ref ReadOnlySpan<byte> text, out int half)
    {
        half = text.Length >= 2 && (text[1] | 0x20) == 'm' ? (text[0] | 0x20) switch { 'a' => 0, 'p' => 1, _ => -1 } : -1;
        if (half >= 0) text = text[2..];
        return half >= 0;
    }

    private static bool Zone(ref ReadOnlySpan<byte> text, out int seconds)
    {
        seconds = 0;
        if (Literal(ref text, (byte)'Z')) return true;
        if (text.IsEmpty || text[0] is not ((byte)'+' or (byte)'-')) return false;
        var sign = text[0] == (byte)'-' ? -1 : 1;
        text = text[1..];
        if (!Digits(ref text, 2, 2, out var hours)) return false;
        Literal(ref text, (byte)':');
        if (!Digits(ref text, 2, 2, out var minutes) || hours > 23 || minutes > 59) return false;
        seconds = sign * ((hours * 3600) + (minutes * 60));
        return true;
    }

    private static bool Month(ref ReadOnlySpan<byte> text, int letters, out int month)
    {
        for (month = 1; month <= Months.Length; month++)
        {
            var name = letters > 0 ? Months[month - 1].AsSpan(0, letters) : Months[month - 1];
            if (text.Length < name.Length || !Ascii.EqualsIgnoreCase(text[..name.Length], name)) continue;
            text = text[name.Length..];
            return true;
        }

        return false;
    }

    private static bool Literal(ref ReadOnlySpan<byte> text, byte b)
    {
        if (text.IsEmpty || text[0] != b) return false;
        text = text[1..];
        return true;
    }
}
