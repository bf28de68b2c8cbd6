using MlSecPol.Engine.Datasets.Identifiers.Arithmetic;

namespace MlSecPol.Engine.Datasets.Identifiers.Kinds.WesternEurope;

/// <summary>Italian fiscal code: letters of the name, year, a letter for the month, day (+40), place, and a check letter by tables for odd and even places.</summary>
internal sealed class ItalianFiscalCode() : TokenKind(
    "it-fiscal-code", "Italian fiscal codes", "IT",
    forms: "AAAAAA99A99A999A|AAAAAA**A**A***A",
    words: "codicefiscale ~cf codfiscale codfisc",
    chance: 0.011)
{
    internal override bool IsValid(ReadOnlySpan<byte> compact)
    {
        Span<byte> decoded = stackalloc byte[16];
        compact.CopyTo(decoded);
        // Where two persons have the same code, digits are replaced by letters from the right.
        foreach (var i in (ReadOnlySpan<byte>)[6, 7, 9, 10, 12, 13, 14])
        {
            if (decoded[i] <= '9') continue;
            var digit = "LMNPQRSTUV"u8.IndexOf(decoded[i]);
            if (digit < 0) return false;
            decoded[i] = (byte)('0' + digit);
        }

        if (!"ABCDEHLMPRST"u8.Contains(compact[8]) || Digits.Number(decoded, 9, 2) is not ((>= 1 and <= 31) or (>= 41 and <= 71))) return false;
        ReadOnlySpan<byte> odd = [1, 0, 5, 7, 9, 13, 15, 17, 19, 21, 2, 4, 18, 20, 11, 3, 6, 8, 12, 14, 16, 10, 22, 25, 24, 23];
        var sum = 0;
        for (var i = 0; i < 15; i++)
        {
            var value = compact[i] <= '9' ? compact[i] - '0' : compact[i] - 'A';
            sum += i % 2 == 0 ? odd[value] : value;
        }

        return sum % 26 == compact[15] - 'A';
    }
}
