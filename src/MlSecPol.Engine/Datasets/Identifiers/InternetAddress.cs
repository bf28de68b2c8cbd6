using System.Buffers.Text;
using System.Net;

namespace MlSecPol.Engine.Datasets.Identifiers;

/// <summary>Internet addresses in text.</summary>
internal static class InternetAddress
{
    // Eight groups of four digits and seven colons, or six groups and a dotted quad.
    private const int MaximumLength = 45;

    // No number of interest has fewer digits; ":34:56" is six bytes long.
    private const int ShortRest = 6;

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
        var isCompressed = false;
        while (end < text.Length && end - start <= MaximumLength && (text[end] is (byte)':' or (byte)'.' || char.IsAsciiHexDigit((char)text[end])))
        {
            if (text[end] == (byte)':')
            {
                isCompressed |= end > colon && text[end - 1] == (byte)':';
                colons++;
            }
            else
            {
                digits++;
            }

            end++;
        }

        // What follows a colon may be anything, unless it is too short: the rest of a time.
        var next = end == text.Length && end - colon <= ShortRest ? end : colon + 1;
        // A full stop or colon of the sentence is not part of it.
        while (end > colon + 1 && (text[end - 1] == (byte)'.' || (text[end - 1] == (byte)':' && text[end - 2] != (byte)':'))) end--;
        var address = text[start..end];
        var isPlausible = colons is >= 2 and <= 8 && digits + (colon - start) >= 3 && address.Length is >= 5 and <= MaximumLength
            && (isCompressed || colons >= 6)
            && !IsWordByte(text, start - 1) && !IsWordByte(text, end) && (start == 0 || text[start - 1] != (byte)':' || IsLabel(text[..(start - 1)]));
        return isPlausible && IPAddress.IsValidUtf8(address) ? (start, end, end) : (-1, 0, next);
    }

    /// <summary>
    /// Whether an address of version 6 begins with a prefix that is in use (IANA, IPv6 address space: 2000::/3, fc00::/7, fe80::/10, ff00::/8, and the mapped and
    /// translated ones). <c>a::b</c> and <c>1::20</c> are addresses by their form alone; in files such text is code, or a slice.
    /// </summary>
    internal static bool HasUsedPrefix(ReadOnlySpan<byte> address)
    {
        if (address.StartsWith("::ffff:"u8) || address.StartsWith("::FFFF:"u8) || address.StartsWith("64:ff9b:"u8) || address.StartsWith("64:FF9B:"u8)) return true;
        return address.IndexOf((byte)':') == 4 && Utf8Parser.TryParse(address[..4], out ushort first, out var length, 'x') && length == 4
            && (first >> 13 == 1 || first >> 9 == 0xFC00 >> 9 || first >> 6 == 0xFE80 >> 6 || first >> 8 == 0xFF);
    }

    /// <summary>Whether the text in front of a colon ends as a label does: with a sign or a letter that is no hexadecimal digit.</summary>
    private static bool IsLabel(ReadOnlySpan<byte> text) => !text.IsEmpty && text[^1] != (byte)':' && !char.IsAsciiHexDigit((char)text[^1]);

    private static bool IsWordByte(ReadOnlySpan<byte> text, int index) =>
        (uint)index < (uint)text.Length && (char.IsAsciiLetterOrDigit((char)text[index]) || text[index] is (byte)'_' or >= 0x80);
}
