namespace MlSecPol.Engine.Datasets.Identifiers.Arithmetic;

/// <summary>Numbers in ASCII digits, and the sums that check digits are made of.</summary>
internal static class Digits
{
    /// <summary>The value of a digit.</summary>
    internal static int At(ReadOnlySpan<byte> text, int index) => text[index] - '0';

    /// <summary>The value of a letter or digit as in ISO 7064 and ICAO 9303: digits as they are, A is 10, Z is 35.</summary>
    internal static int Base36(byte b) => b <= '9' ? b - '0' : b - 'A' + 10;

    /// <summary>The number that some digits write.</summary>
    internal static int Number(ReadOnlySpan<byte> text, int start, int length)
    {
        var value = 0;
        foreach (var digit in text.Slice(start, length)) value = (value * 10) + (digit - '0');
        return value;
    }

    /// <summary>The remainder of a number of any length.</summary>
    internal static int Remainder(ReadOnlySpan<byte> digits, int modulus, int first = 0)
    {
        var remainder = first;
        foreach (var digit in digits) remainder = ((remainder * 10) + (digit - '0')) % modulus;
        return remainder;
    }

    /// <summary>The sum of the first digits times their weights.</summary>
    internal static int Sum(ReadOnlySpan<byte> text, ReadOnlySpan<byte> weights)
    {
        var sum = 0;
        for (var i = 0; i < weights.Length; i++) sum += (text[i] - '0') * weights[i];
        return sum;
    }

    /// <summary>The sum of the digits of the first digits times their weights.</summary>
    internal static int CrossSum(ReadOnlySpan<byte> text, ReadOnlySpan<byte> weights)
    {
        var sum = 0;
        for (var i = 0; i < weights.Length; i++)
        {
            var product = (text[i] - '0') * weights[i];
            sum += (product / 10) + (product % 10);
        }

        return sum;
    }

    /// <summary>Whether all characters are the same: nobody gets such a number.</summary>
    internal static bool AreEqual(ReadOnlySpan<byte> text) => text.IndexOfAnyExcept(text[0]) < 0;

    /// <summary>Whether all are digits.</summary>
    internal static bool AreDigits(ReadOnlySpan<byte> text) => text.IndexOfAnyExceptInRange((byte)'0', (byte)'9') < 0;

    /// <summary>Whether a character is among some.</summary>
    internal static bool IsOneOf(byte b, ReadOnlySpan<byte> set) => set.Contains(b);
}
