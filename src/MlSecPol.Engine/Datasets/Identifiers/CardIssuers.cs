namespace MlSecPol.Engine.Datasets.Identifiers;

/// <summary>Which first digits and lengths the card networks publish for their numbers.</summary>
internal static class CardIssuers
{
    // First six digits from, to, and the lengths as bits (bit n = n digits).
    private static readonly (int From, int To, int Lengths)[] Ranges =
    [
        (222100, 272099, Lengths(16, 16)), // Mastercard
        (300000, 305999, Lengths(14, 19)), // Diners Club
        (309500, 309599, Lengths(14, 19)), // Diners Club
        (340000, 349999, Lengths(15, 15)), // American Express
        (352800, 358999, Lengths(16, 19)), // JCB
        (360000, 369999, Lengths(14, 19)), // Diners Club
        (370000, 379999, Lengths(15, 15)), // American Express
        (380000, 399999, Lengths(14, 19)), // Diners Club
        (400000, 499999, Lengths(13, 13) | Lengths(16, 16) | Lengths(19, 19)), // Visa
        (500000, 509999, Lengths(13, 19)), // Maestro, Elo, RuPay
        (510000, 559999, Lengths(16, 16)), // Mastercard
        (560000, 589999, Lengths(13, 19)), // Maestro
        (601100, 601199, Lengths(16, 19)), // Discover
        (620000, 629999, Lengths(16, 19)), // UnionPay
        (630400, 630499, Lengths(13, 19)), // Maestro
        (636200, 639999, Lengths(13, 19)), // Maestro, InstaPayment
        (644000, 659999, Lengths(16, 19)), // Discover
        (670000, 679999, Lengths(13, 19)), // Maestro
        (810000, 819999, Lengths(16, 19)), // UnionPay
    ];

    /// <summary>Whether a network issues numbers of this length with these first digits.</summary>
    internal static bool Issues(ReadOnlySpan<byte> digits)
    {
        var prefix = 0;
        foreach (var digit in digits[..6]) prefix = (prefix * 10) + (digit - '0');
        foreach (var (from, to, lengths) in Ranges)
        {
            if (prefix >= from && prefix <= to) return (lengths >> digits.Length & 1) != 0;
        }

        return false;
    }

    private static int Lengths(int shortest, int longest) => (1 << (longest + 1)) - (1 << shortest);
}
