namespace MlSecPol.Engine.Datasets.Identifiers.Arithmetic;

/// <summary>Check characters of ISO/IEC 7064.</summary>
internal static class Iso7064
{
    /// <summary>The hybrid system MOD 11,10: whether the last digit is right.</summary>
    internal static bool IsMod11And10(ReadOnlySpan<byte> digits)
    {
        // By product, 0 to 10, and digit: twice their sum mod 10, where 0 counts as 10, mod 11.
        ReadOnlySpan<byte> next =
        [
            9, 2, 4, 6, 8, 10, 1, 3, 5, 7,
            2, 4, 6, 8, 10, 1, 3, 5, 7, 9,
            4, 6, 8, 10, 1, 3, 5, 7, 9, 2,
            6, 8, 10, 1, 3, 5, 7, 9, 2, 4,
            8, 10, 1, 3, 5, 7, 9, 2, 4, 6,
            10, 1, 3, 5, 7, 9, 2, 4, 6, 8,
            1, 3, 5, 7, 9, 2, 4, 6, 8, 10,
            3, 5, 7, 9, 2, 4, 6, 8, 10, 1,
            5, 7, 9, 2, 4, 6, 8, 10, 1, 3,
            7, 9, 2, 4, 6, 8, 10, 1, 3, 5,
            9, 2, 4, 6, 8, 10, 1, 3, 5, 7,
        ];
        var product = 10;
        foreach (var digit in digits[..^1]) product = next[(product * 10) + digit - '0'];
        return (product + digits[^1] - '0') % 10 == 1;
    }

    /// <summary>The pure system MOD 11-2: whether the last character, a digit or X for ten, is right.</summary>
    internal static bool IsMod11And2(ReadOnlySpan<byte> text)
    {
        var product = 0;
        foreach (var digit in text[..^1]) product = (product + digit - '0') * 2 % 11;
        return (product + (text[^1] == (byte)'X' ? 10 : text[^1] - '0')) % 11 == 1;
    }

    /// <summary>The system MOD 97-10: whether digits and letters (A is 10) leave the remainder 1.</summary>
    internal static bool IsMod97And10(ReadOnlySpan<byte> text)
    {
        var remainder = 0;
        foreach (var b in text) remainder = b <= '9' ? ((remainder * 10) + (b - '0')) % 97 : ((remainder * 100) + (b - 'A' + 10)) % 97;
        return remainder == 1;
    }
}
