using MlSecPol.Engine.Datasets.Identifiers.Arithmetic;

namespace MlSecPol.Engine.Datasets.Identifiers;

/// <summary>Ethereum addresses in text.</summary>
internal static class EthereumAddress
{
    private const int Length = 42;
    private const int HashLength = 32;

    /// <summary>The end of the address that begins with the 0 at a place, whether its checksum is right, and whether it carries one; end 0 when there is none.</summary>
    internal static (int End, bool IsValid, bool HasChecksum) At(ReadOnlySpan<byte> text, int zero)
    {
        var end = zero + Length;
        if (text.Length < end || text[zero] != (byte)'0' || text[zero + 1] != (byte)'x' || (zero > 0 && IsWord(text[zero - 1])) || (end < text.Length && IsWord(text[end]))) return default;
        var digits = text[(zero + 2)..end];
        foreach (var b in digits)
        {
            if (!char.IsAsciiHexDigit((char)b)) return default;
        }

        // One repeated digit is a placeholder: the address of nobody.
        if (digits.IndexOfAnyExcept(digits[0]) < 0) return (end, false, false);
        var isMixed = digits.ContainsAnyInRange((byte)'A', (byte)'F') && digits.ContainsAnyInRange((byte)'a', (byte)'f');
        return (end, !isMixed || HasChecksum(digits), isMixed);
    }

    /// <summary>EIP-55: a letter is a capital where the hash of the small letters has a digit of at least 8.</summary>
    private static bool HasChecksum(ReadOnlySpan<byte> digits)
    {
        Span<byte> lower = stackalloc byte[Length - 2];
        for (var i = 0; i < lower.Length; i++) lower[i] = digits[i] >= 'A' ? (byte)(digits[i] | 0x20) : digits[i];
        Span<byte> hash = stackalloc byte[HashLength];
        Keccak.Hash(lower, hash);
        for (var i = 0; i < digits.Length; i++)
        {
            if (digits[i] < 'A') continue;
            var isCapital = ((hash[i / 2] >> (i % 2 == 0 ? 4 : 0)) & 8) != 0;
            if (isCapital != digits[i] is >= (byte)'A' and <= (byte)'F') return false;
        }

        return true;
    }

    private static bool IsWord(byte b) => char.IsAsciiLetterOrDigit((char)b) || b is (byte)'_' or >= 0x80;
}
