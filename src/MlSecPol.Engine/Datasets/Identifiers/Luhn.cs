namespace MlSecPol.Engine.Datasets.Identifiers;

/// <summary>The check digit of ISO/IEC 7812-1, annex B.</summary>
internal static class Luhn
{
    /// <summary>Whether the last digit is the check digit of those before it. All bytes must be ASCII digits.</summary>
    internal static bool IsValid(ReadOnlySpan<byte> digits)
    {
        var sum = 0;
        var doubles = false;
        for (var i = digits.Length - 1; i >= 0; i--, doubles = !doubles)
        {
            var digit = digits[i] - '0';
            if (doubles) digit = digit > 4 ? (digit * 2) - 9 : digit * 2;
            sum += digit;
        }

        return sum % 10 == 0;
    }
}
