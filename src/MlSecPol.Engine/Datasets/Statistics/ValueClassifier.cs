using System.Text;

namespace MlSecPol.Engine.Datasets.Statistics;

/// <summary>Tells what a value is, by its first byte in most cases.</summary>
internal static class ValueClassifier
{
    private const int LongestBoolean = 5;

    /// <summary>Classifies a value.</summary>
    /// <param name="value">The value.</param>
    /// <param name="number">The number; meaningful for the numeric kinds.</param>
    /// <param name="seconds">Seconds since 1970; meaningful for dates.</param>
    internal static ValueKind Classify(ReadOnlySpan<byte> value, out NumberText number, out double seconds)
    {
        seconds = 0;
        var first = value[0];
        if (!char.IsAsciiLetter((char)first))
        {
            if (first >= 0x80)
            {
                number = default;
                return ValueKind.Text;
            }

            if (NumberText.TryParse(value, out number)) return KindOf(number.Form);
            return char.IsAsciiDigit((char)first) || first == (byte)' ' ? KindOf(DateText.Parse(value, out seconds)) : ValueKind.Text;
        }

        number = default;
        if (value.Length <= LongestBoolean && IsBoolean(value)) return ValueKind.Boolean;
        if (first is (byte)'n' or (byte)'N' or (byte)'i' or (byte)'I' && NumberText.TryParse(value, out number)) return KindOf(number.Form);
        return KindOf(DateText.Parse(value, out seconds));
    }

    private static bool IsBoolean(ReadOnlySpan<byte> value) => value.Length switch
    {
        2 => Ascii.EqualsIgnoreCase(value, "no"u8),
        3 => Ascii.EqualsIgnoreCase(value, "yes"u8),
        4 => Ascii.EqualsIgnoreCase(value, "true"u8),
        5 => Ascii.EqualsIgnoreCase(value, "false"u8),
        _ => false,
    };

    private static ValueKind KindOf(NumberForm form) => form switch
    {
        NumberForm.Integer => ValueKind.Integer,
        NumberForm.LongInteger => ValueKind.LongInteger,
        NumberForm.LeadingZeros => ValueKind.LeadingZeros,
        NumberForm.Decimal => ValueKind.Decimal,
        NumberForm.Scientific => ValueKind.Double,
        _ => ValueKind.NotFinite,
    };

    private static ValueKind KindOf(DateForm form) => form switch
    {
        DateForm.Date => ValueKind.Date,
        DateForm.DateTime => ValueKind.DateTime,
        DateForm.Impossible => ValueKind.ImpossibleDate,
        _ => ValueKind.Text,
    };
}
