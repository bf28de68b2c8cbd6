using MlSecPol.Engine.Datasets.Identifiers.Arithmetic;

namespace MlSecPol.Engine.Datasets.Identifiers.Kinds.WesternEurope;

/// <summary>French number of the register of persons: sex, year and month of birth, department (2A and 2B in Corsica), and 97 less the remainder of the rest by 97.</summary>
internal sealed class FrenchNir() : TokenKind(
    "fr-nir", "French social security numbers (NIR)", "FR",
    forms: "999999999999999|9 99 99 99 999 999 99|999999A99999999|9 99 99 9A 999 999 99|9999999999999 99",
    words: "nir numerosecu numerosecuritesociale securitesociale numerodesecuritesociale insee numss ~secu",
    chance: 0.0051)
{
    internal override bool IsValid(ReadOnlySpan<byte> compact)
    {
        if (compact[0] is not ((byte)'1' or (byte)'2' or (byte)'3' or (byte)'4' or (byte)'7' or (byte)'8')) return false;
        if (Digits.Number(compact, 3, 2) is not ((>= 1 and <= 12) or (>= 20 and <= 42) or >= 50)) return false;
        Span<byte> digits = stackalloc byte[13];
        compact[..13].CopyTo(digits);
        if (digits[6] > '9')
        {
            if (digits[5] != '2' || digits[6] is not ((byte)'A' or (byte)'B')) return false;
            (digits[5], digits[6]) = ((byte)'1', digits[6] == 'A' ? (byte)'9' : (byte)'8');
        }

        return 97 - Digits.Remainder(digits, 97) == Digits.Number(compact, 13, 2);
    }
}
