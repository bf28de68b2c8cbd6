using System.Buffers;
using System.Buffers.Text;
using System.Globalization;
using System.Text.Json;
using MlSecPol.Engine.Datasets.Identifiers;

namespace MlSecPol.Engine.Datasets.Schemas;

/// <summary>Reads the values of the types of a JSON Table Schema from their text.</summary>
internal static class FieldValues
{
    private const int DeepestJson = 64;
    private const int LongestNumber = 256;
    private static readonly SearchValues<byte> NumberCharacters = SearchValues.Create("0123456789+-.eE"u8);
    private static readonly SearchValues<byte> NumberStarts = SearchValues.Create("0123456789+-."u8);

    /// <summary>Whether a text is a value of the field.</summary>
    /// <param name="field">The field.</param>
    /// <param name="text">The text.</param>
    /// <param name="measure">What minimum and maximum are compared with: the number, or the point in time in ticks; NaN where there is no order.</param>
    internal static bool TryRead(SchemaField field, ReadOnlySpan<byte> text, out double measure)
    {
        measure = double.NaN;
        switch (field.Type)
        {
            case FieldType.Any:
                return true;
            case FieldType.String:
                return IsString(field.Format, text);
            case FieldType.Integer or FieldType.Number:
                return TryNumber(field, text, out measure);
            case FieldType.Boolean:
                return Contains(field.TrueValues, text) || Contains(field.FalseValues, text);
            case FieldType.Object or FieldType.GeoJson:
                return IsJson(text, JsonTokenType.StartObject);
            case FieldType.Array:
                return IsJson(text, JsonTokenType.StartArray);
            case FieldType.Year:
                return TryYear(text, out measure);
            case FieldType.Duration:
                return IsDuration(text);
            case FieldType.GeoPoint:
                return IsPoint(field.Format, text);
            default:
                return TimePattern.Of(field).TryRead(text, out measure);
        }
    }

    /// <summary>Whether a text is one of some.</summary>
    internal static bool Contains(IReadOnlyList<byte[]> values, ReadOnlySpan<byte> text)
    {
        foreach (var value in values)
        {
            if (text.SequenceEqual(value)) return true;
        }

        return false;
    }

    private static bool IsString(string format, ReadOnlySpan<byte> text) => format switch
    {
        "email" => text.IndexOf((byte)'@') is > 0 and var at && EmailAddress.Find(text, at) is { } found && found.Start.Equals(0) && found.End.Equals(text.Length),
        "uri" => text.IndexOf((byte)':') is > 0 and var colon && char.IsAsciiLetter((char)text[0]) && colon + 1 < text.Length && text.IndexOfAny((byte)' ', (byte)'<', (byte)'>') < 0,
        "uuid" => text.Length == 36 && Utf8Parser.TryParse(text, out Guid _, out var used, 'D') && used == text.Length,
        "binary" => Base64.IsValid(text),
        _ => true,
    };

    private static bool TryNumber(SchemaField field, ReadOnlySpan<byte> text, out double number)
    {
        number = double.NaN;
        if (text.Length is 0 or > LongestNumber) return false;
        Span<byte> plain = stackalloc byte[LongestNumber];
        var length = 0;
        var body = field.IsBare ? text : Trim(text);
        foreach (var b in body)
        {
            if (b == field.GroupMark && b != 0) continue;
            plain[length++] = b == field.DecimalMark ? (byte)'.' : b == (byte)'.' ? (byte)'?' : b;
        }

        var digits = plain[..length];
        if (field.Type == FieldType.Integer)
        {
            var unsigned = digits.Length > 0 && digits[0] is (byte)'+' or (byte)'-' ? digits[1..] : digits;
            if (unsigned.IsEmpty || unsigned.IndexOfAnyExceptInRange((byte)'0', (byte)'9') >= 0) return false;
        }
        else if (digits.SequenceEqual("NaN"u8) || digits.SequenceEqual("INF"u8) || digits.SequenceEqual("-INF"u8))
        {
            number = digits[0] switch { (byte)'I' => double.PositiveInfinity, (byte)'-' => double.NegativeInfinity, _ => double.NaN };
            return true;
        }
        else if (digits.IndexOfAnyExcept(NumberCharacters) >= 0)
        {
            return false;
        }

        return double.TryParse(digits, NumberStyles.Float, CultureInfo.InvariantCulture, out number);
    }

    /// <summary>Without what stands around a number: currency and percent signs, blanks.</summary>
    private static ReadOnlySpan<byte> Trim(ReadOnlySpan<byte> text)
    {
        var start = text.IndexOfAny(NumberStarts);
        var end = text.LastIndexOfAnyInRange((byte)'0', (byte)'9');
        return start < 0 || end < start ? text : text[start..(end + 1)];
    }

    private static bool TryYear(ReadOnlySpan<byte> text, out double year)
    {
        var isYear = Utf8Parser.TryParse(text, out int value, out var used) && used == text.Length && text.Length >= 4 && text[0] != (byte)'+';
        year = isYear ? value : double.NaN;
        return isYear;
    }

    private static bool IsJson(ReadOnlySpan<byte> text, JsonTokenType start)
    {
        var reader = new Utf8JsonReader(text, new JsonReaderOptions { MaxDepth = DeepestJson });
        try
        {
            if (!reader.Read() || reader.TokenType != start) return false;
            while (reader.Read())
            {
            }

            return true;
        }
        catch (JsonException)
        {
            return false;
        }
    }

    private static bool IsDuration(ReadOnlySpan<byte> text)
    {
        if (!text.IsEmpty && text[0] == (byte)'-') text = text[1..];
        if (text.Length < 3 || text[0] != (byte)'P') return false;
        ReadOnlySpan<byte> units = "YMWD"u8;
        var isAny = false;
        for (var i = 1; i < text.Length;)
        {
            if (text[i] == (byte)'T')
            {
                units = "HMS"u8;
                isAny = false;
                i++;
                continue;
            }

            var start = i;
            while (i < text.Length && (char.IsAsciiDigit((char)text[i]) || text[i] is (byte)'.' or (byte)',')) i++;
            var unit = i < text.Length ? units.IndexOf(text[i]) : -1;
            if (i == start || unit < 0) return false;
            units = units[(unit + 1)..];
            isAny = true;
            i++;
        }

        return isAny;
    }

    private static bool IsPoint(string format, ReadOnlySpan<byte> text)
    {
        if (format == "object") return IsJson(text, JsonTokenType.StartObject);
        if (format == "array")
        {
            if (!IsJson(text, JsonTokenType.StartArray)) return false;
            text = text.Trim(" \t[]"u8);
        }

        var comma = text.IndexOf((byte)',');
        return comma > 0 && TryCoordinate(text[..comma], 180) && TryCoordinate(text[(comma + 1)..], 90);
    }

    private static bool TryCoordinate(ReadOnlySpan<byte> text, double largest) =>
        double.TryParse(text.Trim(" "u8), NumberStyles.Float, CultureInfo.InvariantCulture, out var value) && Math.Abs(value) <= largest;
}
