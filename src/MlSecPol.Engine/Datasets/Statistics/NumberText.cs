using System.Buffers.Text;
using System.Runtime.CompilerServices;
using System.Text;

namespace MlSecPol.Engine.Datasets.Statistics;

/// <summary>A number read from UTF-8: its form, its double, and its digits where they are few.</summary>
internal readonly struct NumberText
{
    private const int ExactDigits = 15;
    private const int MaximumDigits = 18;

    private static readonly double[] PowersOfTen =
        [1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18];

    private NumberText(NumberForm form, double value, long mantissa, int scale) => (Form, Value, Mantissa, Scale) = (form, value, mantissa, scale);

    internal NumberForm Form { get; }

    /// <summary>The double nearest to what is written.</summary>
    internal double Value { get; }

    /// <summary>The digits as an integer, with their sign; meaningful for short decimals only.</summary>
    internal long Mantissa { get; }

    /// <summary>How many of the digits stand behind the point; -1 where the digits are not kept.</summary>
    internal int Scale { get; }

    /// <summary>Whether the number is an integer of at most 31 bits, divided by at most 10^9.</summary>
    internal bool IsShortDecimal
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => (uint)Scale <= ExactMoments.MaximumScale && Mantissa is >= -int.MaxValue and <= int.MaxValue;
    }

    /// <summary>Reads a number that has an exact double.</summary>
    internal static NumberText Of(double value) =>
        !double.IsFinite(value) ? new(NumberForm.NotFinite, value, 0, -1)
        : Math.Abs(value) <= int.MaxValue && value == Math.Floor(value) ? new(NumberForm.Integer, value + 0.0, (long)value, 0)
        : new(NumberForm.Scientific, value, 0, -1);

    /// <summary>Reads a number; false when the text is none.</summary>
    internal static bool TryParse(ReadOnlySpan<byte> text, out double value)
    {
        var isNumber = TryParse(text, out NumberText number);
        value = number.Value;
        return isNumber;
    }

    /// <summary>Reads a number; false when the text is none. Blanks around it do not matter; separators of thousands are not read.</summary>
    internal static bool TryParse(ReadOnlySpan<byte> text, out NumberText number)
    {
        var at = 0;
        var end = text.Length;
        while (at < end && text[at] is (byte)' ' or (byte)'\t') at++;
        while (end > at && text[end - 1] is (byte)' ' or (byte)'\t') end--;
        var begin = at;
        var negative = false;
        if (at < end && text[at] is (byte)'-' or (byte)'+') negative = text[at++] == (byte)'-';
        var first = at;
        long mantissa = 0;
        var point = -1;
        for (; at < end; at++)
        {
            var digit = (uint)(text[at] - '0');
            if (digit <= 9)
            {
                if (at - first > MaximumDigits) return Slow(text[begin..end], first - begin, out number);
                mantissa = (mantissa * 10) + digit;
            }
            else if (text[at] == (byte)'.' && point < 0)
            {
                point = at;
            }
            else
            {
                return Slow(text[begin..end], first - begin, out number);
            }
        }

        var digits = at - first - (point >= 0 ? 1 : 0);
        if (digits == 0 || digits > MaximumDigits) return Slow(text[begin..end], first - begin, out number);
        var scale = point < 0 ? 0 : at - point - 1;
        if (negative) mantissa = -mantissa;
        if (digits > ExactDigits) return Long(text[begin..end], mantissa, digits, point >= 0, text[first] == (byte)'0', out number);
        var value = scale == 0 ? mantissa : mantissa / PowersOfTen[scale];
        var whole = point < 0 ? digits : point - first;
        var form = whole > 1 && text[first] == (byte)'0' ? NumberForm.LeadingZeros : point < 0 ? NumberForm.Integer : NumberForm.Decimal;
        number = new(form, value, mantissa, scale);
        return true;
    }

    private static bool Long(ReadOnlySpan<byte> text, long mantissa, int digits, bool hasPoint, bool startsWithZero, out NumberText number)
    {
        if (!hasPoint)
        {
            number = new(startsWithZero ? NumberForm.LeadingZeros : NumberForm.LongInteger, mantissa, mantissa, -1);
            return digits > 0;
        }

        return Slow(text, text[0] is (byte)'-' or (byte)'+' ? 1 : 0, out number);
    }

    private static bool Slow(ReadOnlySpan<byte> text, int first, out NumberText number)
    {
        number = default;
        var body = text[first..];
        if (body.IsEmpty) return false;
        if (!char.IsAsciiDigit((char)body[0]) && body[0] != (byte)'.') return NotFinite(body, text[0] == (byte)'-', out number);
        // The library reads "1e", "0x" and the like up to where they stop being a number, so all must be consumed.
        if (!Utf8Parser.TryParse(body, out double value, out var consumed) || consumed != body.Length) return false;
        if (text[0] == (byte)'-') value = -value;
        var exponent = body.IndexOfAny((byte)'e', (byte)'E') >= 0;
        var hasPoint = body.Contains((byte)'.');
        var form = !double.IsFinite(value) ? NumberForm.NotFinite
            : exponent ? NumberForm.Scientific
            : body.Length > 1 && body[0] == (byte)'0' && body[1] != (byte)'.' ? NumberForm.LeadingZeros
            : hasPoint ? NumberForm.Decimal : NumberForm.LongInteger;
        number = new(form, value + 0.0, 0, -1);
        return true;
    }

    private static bool NotFinite(ReadOnlySpan<byte> body, bool negative, out NumberText number)
    {
        var isInfinity = Ascii.EqualsIgnoreCase(body, "inf"u8) || Ascii.EqualsIgnoreCase(body, "infinity"u8);
        var isNumber = isInfinity || Ascii.EqualsIgnoreCase(body, "nan"u8);
        number = isNumber ? new(NumberForm.NotFinite, !isInfinity ? double.NaN : negative ? double.NegativeInfinity : double.PositiveInfinity, 0, -1) : default;
        return isNumber;
    }
}
