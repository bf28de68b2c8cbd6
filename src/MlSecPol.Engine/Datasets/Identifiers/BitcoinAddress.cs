using System.Buffers;
using System.Security.Cryptography;

namespace MlSecPol.Engine.Datasets.Identifiers;

/// <summary>Bitcoin addresses in text: Base58Check of version 0 or 5, Bech32 (BIP 173) and Bech32m (BIP 350).</summary>
internal static class BitcoinAddress
{
    /// <summary>Shortest address.</summary>
    internal const int Shortest = 26;

    private const int LongestBase58 = 35;
    private const int ShortestBech32 = 42;
    private const int LongestBech32 = 62;
    private const int DecodedLength = 25;
    private const int ChecksumLength = 4;
    private const uint Bech32 = 1;
    private const uint Bech32M = 0x2BC830A3;

    private static readonly SearchValues<byte> Base58Set = SearchValues.Create(Base58Letters);

    private static ReadOnlySpan<byte> Base58Letters => "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz"u8;

    private static ReadOnlySpan<byte> Bech32Letters => "qpzry9x8gf2tvdw0s3jn54khce6mua7l"u8;

    /// <summary>The address whose first digit stands at a place, and whether its checksum is right; end 0 when there is none.</summary>
    internal static (int Start, int End, bool IsValid) At(ReadOnlySpan<byte> text, int digit)
    {
        var isBech32 = digit >= 2 && text[digit] == (byte)'1' && (text[digit - 1] | 0x20) == 'c' && (text[digit - 2] | 0x20) == 'b';
        if (!isBech32 && text[digit] is not ((byte)'1' or (byte)'3')) return default;
        var start = isBech32 ? digit - 2 : digit;
        if (start > 0 && IsWord(text[start - 1])) return default;
        var end = start;
        while (end < text.Length && char.IsAsciiLetterOrDigit((char)text[end]) && end - start <= LongestBech32) end++;
        var length = end - start;
        if (length < (isBech32 ? ShortestBech32 : Shortest) || length > (isBech32 ? LongestBech32 : LongestBase58) || (end < text.Length && IsWord(text[end]))) return default;
        var address = text[start..end];
        if (!isBech32 && address.ContainsAnyExcept(Base58Set)) return default;
        return (start, end, isBech32 ? IsBech32(address) : IsBase58(address));
    }

    private static bool IsBase58(ReadOnlySpan<byte> address)
    {
        Span<byte> decoded = stackalloc byte[DecodedLength];
        decoded.Clear();
        foreach (var letter in address)
        {
            var carry = Base58Letters.IndexOf(letter);
            for (var i = DecodedLength - 1; i >= 0; i--)
            {
                carry += decoded[i] * 58;
                decoded[i] = (byte)carry;
                carry >>= 8;
            }

            if (carry != 0) return false;
        }

        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(decoded[..^ChecksumLength], hash);
        SHA256.HashData(hash, hash);
        return decoded[0] is 0 or 5 && hash[..ChecksumLength].SequenceEqual(decoded[^ChecksumLength..]);
    }

    private static bool IsBech32(ReadOnlySpan<byte> address)
    {
        // "bc" spread as BIP 173 asks: high bits, zero, low bits.
        var check = 1U;
        foreach (var value in (ReadOnlySpan<byte>)[3, 3, 0, 2, 3]) check = Step(check, value);
        var hasCapital = address.ContainsAnyInRange((byte)'A', (byte)'Z');
        if (hasCapital && address.ContainsAnyInRange((byte)'a', (byte)'z')) return false;
        var version = -1;
        foreach (var letter in address[3..])
        {
            var value = Bech32Letters.IndexOf((byte)(letter >= 'A' ? letter | 0x20 : letter));
            if (value < 0) return false;
            if (version < 0) version = value;
            check = Step(check, (byte)value);
        }

        return check == (version == 0 ? Bech32 : Bech32M);
    }

    private static uint Step(uint check, byte value)
    {
        var top = check >> 25;
        check = ((check & 0x1FFFFFF) << 5) ^ value;
        ReadOnlySpan<uint> generator = [0x3B6A57B2, 0x26508E6D, 0x1EA119FA, 0x3D4233DD, 0x2A1462B3];
        for (var i = 0; i < generator.Length; i++) check ^= (top >> i & 1) == 0 ? 0 : generator[i];
        return check;
    }

    private static bool IsWord(byte b) => char.IsAsciiLetterOrDigit((char)b) || b is (byte)'_' or >= 0x80;
}
