namespace MlSecPol.Engine.Datasets.Identifiers;

/// <summary>
/// What a token is made of, four bits a character: a digit, a letter, or a certain separator. Two tokens with the same shape differ only in their letters and digits, so
/// one look-up finds all kinds that are written so.
/// </summary>
/// <param name="Low">The first sixteen characters.</param>
/// <param name="High">The next sixteen.</param>
internal readonly record struct TokenShape(ulong Low, ulong High)
{
    /// <summary>Most characters of a token.</summary>
    internal const int Longest = 32;

    internal const byte Digit = 9;
    internal const byte Letter = 10;

    /// <summary>The bit that letters and digits have.</summary>
    internal const byte Alphanumeric = 8;

    private const int PerWord = 16;
    private const string Separators = " -./+()";

    private static ReadOnlySpan<byte> Classes =>
    [
        0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
        1, 0, 0, 0, 0, 0, 0, 0, 6, 7, 0, 5, 0, 2, 3, 4, 9, 9, 9, 9, 9, 9, 9, 9, 9, 9, 0, 0, 0, 0, 0, 0,
        0, 10, 10, 10, 10, 10, 10, 10, 10, 10, 10, 10, 10, 10, 10, 10, 10, 10, 10, 10, 10, 10, 10, 10, 10, 10, 10, 0, 0, 0, 0, 0,
        0, 10, 10, 10, 10, 10, 10, 10, 10, 10, 10, 10, 10, 10, 10, 10, 10, 10, 10, 10, 10, 10, 10, 10, 10, 10, 10, 0, 0, 0, 0, 0,
        0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
        0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
        0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
        0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
    ];

    /// <summary>What a character is: <see cref="Digit"/>, <see cref="Letter"/>, a separator (1 to 7, the blank being 1), or 0 for what ends a token.</summary>
    internal static byte ClassOf(byte b) => Classes[b];

    /// <summary>The shape of a token of at most <see cref="Longest"/> characters.</summary>
    internal static TokenShape Of(ReadOnlySpan<byte> token)
    {
        var (low, high) = (0UL, 0UL);
        for (var i = 0; i < token.Length; i++)
        {
            var value = (ulong)Classes[token[i]] << (i % PerWord * 4);
            if (i < PerWord) low |= value;
            else high |= value;
        }

        return new(low, high);
    }

    /// <summary>The shape that a form stands for, and which bits of a token it asks for: where the form allows letters and digits, only the bit that both have.</summary>
    internal static (TokenShape Shape, TokenShape Mask) OfForm(string form)
    {
        var (low, high, maskLow, maskHigh) = (0UL, 0UL, 0UL, 0UL);
        for (var i = 0; i < form.Length; i++)
        {
            var (value, mask) = form[i] switch
            {
                '9' => (Digit, 15),
                'A' => (Letter, 15),
                '*' => (Alphanumeric, Alphanumeric),
                var c => ((byte)(Separators.IndexOf(c, StringComparison.Ordinal) + 1), 15),
            };
            var shift = i % PerWord * 4;
            if (i < PerWord) (low, maskLow) = (low | ((ulong)value << shift), maskLow | ((ulong)mask << shift));
            else (high, maskHigh) = (high | ((ulong)value << shift), maskHigh | ((ulong)mask << shift));
        }

        return (new(low, high), new(maskLow, maskHigh));
    }

    /// <summary>The bits that a mask leaves.</summary>
    internal TokenShape And(TokenShape mask) => new(Low & mask.Low, High & mask.High);
}
