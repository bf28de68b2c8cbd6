using System.Buffers.Text;
using System.Globalization;
using System.Numerics;
using System.Text;

namespace MlSecPol.Engine.Datasets.Formats;

/// <summary>Writes the values of binary tables as the text that a delimited file would have for them: invariant, shortest, dates as in ISO 8601.</summary>
internal static class CellText
{
    /// <summary>Bytes that suffice for every value written here.</summary>
    internal const int Longest = 128;

    /// <summary>The day number of 1970-01-01.</summary>
    internal const int EpochDay = 719_162;

    private const long SecondsPerDay = 86_400;
    private const long LastDay = 2_932_896;
    private const long FirstDay = -719_162;

    internal static int Write(bool value, Span<byte> text) => Copy(value ? "true"u8 : "false"u8, text);

    internal static int Write(long value, Span<byte> text) => Utf8Formatter.TryFormat(value, text, out var length) ? length : 0;

    internal static int Write(ulong value, Span<byte> text) => Utf8Formatter.TryFormat(value, text, out var length) ? length : 0;

    internal static int Write(float value, Span<byte> text) => value.TryFormat(text, out var length, default, CultureInfo.InvariantCulture) ? length : 0;

    internal static int Write(double value, Span<byte> text) => value.TryFormat(text, out var length, default, CultureInfo.InvariantCulture) ? length : 0;

    /// <summary>A number of decimal digits with a scale.</summary>
    internal static int WriteDecimal(BigInteger unscaled, int scale, Span<byte> text)
    {
        if (scale is < 0 or > 76) return -1;
        Span<char> written = stackalloc char[96];
        Span<byte> digits = stackalloc byte[96];
        if (!BigInteger.Abs(unscaled).TryFormat(written, out var count, default, CultureInfo.InvariantCulture)) return -1;
        Encoding.ASCII.GetBytes(written[..count], digits);
        var at = 0;
        if (unscaled.Sign < 0) text[at++] = (byte)'-';
        if (count <= scale)
        {
            text[at++] = (byte)'0';
            text[at++] = (byte)'.';
            for (var i = count; i < scale; i++) text[at++] = (byte)'0';
            return at + Copy(digits[..count], text[at..]);
        }

        at += Copy(digits[..(count - scale)], text[at..]);
        if (scale == 0) return at;
        text[at++] = (byte)'.';
        return at + Copy(digits[(count - scale)..count], text[at..]);
    }

    /// <summary>Days since 1970-01-01 as a date; the bare number where no calendar has the day.</summary>
    internal static int WriteDate(long days, Span<byte> text) =>
        days is < FirstDay or > LastDay ? Write(days, text) : DateOnly.FromDayNumber((int)days + EpochDay).TryFormat(text, out var length, "yyyy-MM-dd", CultureInfo.InvariantCulture) ? length : 0;

    /// <summary>Units since 1970-01-01 as date and time, with as many digits behind the second as the unit has; the bare number where no calendar has the day.</summary>
    internal static int WriteTimestamp(long count, long perSecond, bool isUtc, Span<byte> text)
    {
        var seconds = FloorDivide(count, perSecond);
        var days = FloorDivide(seconds, SecondsPerDay);
        if (days is < FirstDay or > LastDay) return Write(count, text);
        var at = WriteDate(days, text);
        text[at++] = (byte)'T';
        at += WriteClock(seconds - (days * SecondsPerDay), count - (seconds * perSecond), perSecond, text[at..]);
        if (isUtc) text[at++] = (byte)'Z';
        return at;
    }

    /// <summary>Units since midnight as a time of day; the bare number where no day has it.</summary>
    internal static int WriteTime(long count, long perSecond, Span<byte> text) =>
        count < 0 || count / perSecond >= SecondsPerDay ? Write(count, text) : WriteClock(count / perSecond, count % perSecond, perSecond, text);

    private static int WriteClock(long seconds, long rest, long perSecond, Span<byte> text)
    {
        TwoDigits(seconds / 3600, text);
        text[2] = (byte)':';
        TwoDigits(seconds / 60 % 60, text[3..]);
        text[5] = (byte)':';
        TwoDigits(seconds % 60, text[6..]);
        if (perSecond == 1 || rest == 0) return 8;
        text[8] = (byte)'.';
        var at = 9;
        for (var unit = perSecond / 10; unit > 0; unit /= 10) text[at++] = (byte)('0' + (rest / unit % 10));
        while (text[at - 1] == (byte)'0') at--;
        return at;
    }

    private static void TwoDigits(long value, Span<byte> text) => (text[0], text[1]) = ((byte)('0' + (value / 10)), (byte)('0' + (value % 10)));

    private static long FloorDivide(long value, long by) => (value / by) - (value % by < 0 ? 1 : 0);

    private static int Copy(ReadOnlySpan<byte> source, Span<byte> target)
    {
        source.CopyTo(target);
        return source.Length;
    }
}
