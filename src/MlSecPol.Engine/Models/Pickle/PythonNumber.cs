using System.Globalization;
using System.Numerics;
using System.Text;

namespace MlSecPol.Engine.Models.Pickle;

/// <summary>Numbers as Python's text forms write them.</summary>
internal static class PythonNumber
{
    /// <summary>As many decimal digits always make a number of 64 bits.</summary>
    private const int LongestLong = 18;

    /// <summary>Parses an integer: blanks around it, a sign, underscores between digits; base 0 looks at a prefix.</summary>
    /// <param name="text">The text in ASCII.</param>
    /// <param name="numberBase">10, or 0 where the text may have a prefix.</param>
    /// <param name="value">The number.</param>
    public static bool TryParse(ReadOnlySpan<byte> text, int numberBase, out BigInteger value)
    {
        value = BigInteger.Zero;
        text = text.Trim(" \t\r\f\v"u8);
        var isNegative = false;
        if (text.Length > 0 && text[0] is (byte)'+' or (byte)'-')
        {
            isNegative = text[0] == (byte)'-';
            text = text[1..];
        }

        var radix = 10;
        if (numberBase == 0 && text.Length > 2 && text[0] == (byte)'0')
        {
            radix = (text[1] | 0x20) switch { 'x' => 16, 'o' => 8, 'b' => 2, _ => 10 };
            if (radix != 10) text = text[2..];
        }

        if (text.IsEmpty || text[^1] == (byte)'_') return false;
        Span<char> digits = stackalloc char[text.Length];
        var count = 0;
        for (var i = 0; i < text.Length; i++)
        {
            var b = text[i];
            if (b == (byte)'_')
            {
                if (i > 0 ? text[i - 1] == (byte)'_' : radix == 10) return false;
                continue;
            }

            if (!char.IsAsciiHexDigit((char)b) || Digit((char)b) >= radix) return false;
            digits[count++] = (char)b;
        }

        if (count == 0) return false;
        // Python 3 has no octal numbers with a mere zero in front.
        if (numberBase == 0 && radix == 10 && digits[0] == '0' && digits[..count].ContainsAnyExcept('0')) return false;
        if (radix == 10)
        {
            // Whatever fits needs no memory of its own.
            if (count <= LongestLong) value = long.Parse(digits[..count], NumberStyles.None, CultureInfo.InvariantCulture);
            else if (!BigInteger.TryParse(digits[..count], NumberStyles.None, CultureInfo.InvariantCulture, out value)) return false;
        }
        else
        {
            foreach (var digit in digits[..count]) value = (value * radix) + Digit(digit);
        }

        if (isNegative) value = -value;
        return true;
    }

    private static int Digit(char digit) => char.IsAsciiDigit(digit) ? digit - '0' : (digit | 0x20) - 'a' + 10;

    /// <summary>Parses what the C library takes for octal and Python does not: digits behind a zero, as INT still reads them.</summary>
    public static bool TryParseOctal(ReadOnlySpan<byte> text, out BigInteger value)
    {
        value = BigInteger.Zero;
        var digits = text.TrimStart(" \t\r\f\v"u8).TrimStart("+-"u8);
        if (digits.Length < 2 || digits[0] != (byte)'0' || digits.ContainsAnyExceptInRange((byte)'0', (byte)'7')) return false;
        foreach (var digit in digits) value = (value * 8) + (digit - '0');
        if (text.Contains((byte)'-')) value = -value;
        return true;
    }

    /// <summary>Whether the text is a plain decimal integer, as every pickler writes it.</summary>
    public static bool IsDecimal(ReadOnlySpan<byte> text)
    {
        if (text.Length > 1 && text[0] == (byte)'-') text = text[1..];
        return !text.ContainsAnyExceptInRange((byte)'0', (byte)'9');
    }

    /// <summary>Parses a float: digits with point and exponent, or inf, infinity and nan in any case.</summary>
    public static bool TryParseFloat(ReadOnlySpan<byte> text, out double value)
    {
        const NumberStyles Styles = NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent;
        if (double.TryParse(text, Styles, CultureInfo.InvariantCulture, out value) && double.IsFinite(value)) return true;
        var sign = text.Length > 0 && text[0] is (byte)'+' or (byte)'-' ? text[0] : (byte)'+';
        var word = text.TrimStart("+-"u8);
        if (text.Length - word.Length > 1) return false;
        if (Ascii.EqualsIgnoreCase(word, "nan"u8)) value = double.NaN;
        else if (Ascii.EqualsIgnoreCase(word, "inf"u8) || Ascii.EqualsIgnoreCase(word, "infinity"u8))
            value = sign == (byte)'-' ? double.NegativeInfinity : double.PositiveInfinity;
        else return false;
        return true;
    }
}
