using System.Net;

namespace MlSecPol.Engine.Datasets.Identifiers;

/// <summary>Internet addresses in text.</summary>
internal static class InternetAddress
{
    // Eight groups of four digits and seven colons, or six groups and a dotted quad.
    private const int MaximumLength = 45;

    /// <summary>Whether a part of a dotted quad is 0 to 255 without a leading zero (RFC 6943, 3.1.1).</summary>
    internal static bool IsOctet(ReadOnlySpan<byte> digits) => digits.Length switch
    {
        1 => true,
        2 => digits[0] != (byte)'0',
        3 => digits[0] != (byte)'0' && ((digits[0] - '0') * 100) + ((digits[1] - '0') * 10) + (digits[2] - '0') <= 255,
        _ => false,
    };

    /// <summary>The address of version 6 around a colon and where a search goes on; start -1 when there is none.</summary>
    internal static (int Start, int End, int Next) FindVersion6(ReadOnlySpan<byte> text, int colon)
    {
        var start = colon;
        while (start > 0 && colon - start < 4 && char.IsAsciiHexDigit((char)text[start - 1])) start--;
        var end = colon;
        var colons = 0;
        var digits = 0;
        while (end < text.Length && (text[end] is (byte)':' or (byte)'.' || char.IsAsciiHexDigit((char)text[end])))
        {
            if (text[end] == (byte)':') colons++;
            else digits++;
            end++;
        }

        var next = end;
        // A full stop or colon of the sentence is not part of it.
        while (end > colon + 1 && (text[end - 1] == (byte)'.' || (text[end - 1] == (byte)':' && text[end - 2] != (byte)':'))) end--;
        var address = text[start..end];
        var isPlausible = colons is >= 2 and <= 8 && digits + (colon - start) >= 3 && address.Length <= MaximumLength
            && (address.IndexOf("::"u8) >= 0 || colons >= 6)
            && !IsWordByte(text, start - 1) && !IsWordByte(text, end) && (start == 0 || text[start - 1] != (byte)':');
        return isPlausible && address.Length >= 5 && IPAddress.IsValidUtf8(address) ? (start, end, next) : (-1, 0, next);
    }

    private static bool IsWordByte(ReadOnlySpan<byte> text, int index) =>
        (uint)index < (uint)text.Length && (char.IsAsciiLetterOrDigit((char)text[index]) || text[index] is (byte)'_' or >= 0x80);
}
