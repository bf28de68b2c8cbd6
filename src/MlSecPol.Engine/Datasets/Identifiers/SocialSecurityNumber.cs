namespace MlSecPol.Engine.Datasets.Identifiers;

/// <summary>Rules of the US Social Security Administration for area, group and serial number.</summary>
internal static class SocialSecurityNumber
{
    /// <summary>Whether nine ASCII digits can be a number that was issued: no zero part, no area 666 or from 900 on, none that became known through print.</summary>
    internal static bool IsValid(ReadOnlySpan<byte> digits)
    {
        var area = Number(digits[..3]);
        var group = Number(digits[3..5]);
        var serial = Number(digits[5..9]);
        if (area is 0 or 666 or >= 900 || group == 0 || serial == 0) return false;
        // Printed on a specimen card and in a leaflet, and the number that everybody types.
        return (area, group, serial) is not ((78, 5, 1120) or (219, 9, 9999) or (123, 45, 6789)) && digits.IndexOfAnyExcept(digits[0]) >= 0;
    }

    private static int Number(ReadOnlySpan<byte> digits)
    {
        var value = 0;
        foreach (var digit in digits) value = (value * 10) + (digit - '0');
        return value;
    }
}
