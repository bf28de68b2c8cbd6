using System.Globalization;
using System.Text;

namespace MlSecPol.Engine.Models.Pickle;

/// <summary>The two escaped text forms of protocol 0.</summary>
internal static class PythonEscapes
{
    /// <summary>A Python 2 string literal without its quotes, one character a byte; null where Python refuses an escape.</summary>
    public static string? DecodeString(ReadOnlySpan<byte> bytes)
    {
        var text = new StringBuilder(bytes.Length);
        for (var i = 0; i < bytes.Length; i++)
        {
            if (bytes[i] != (byte)'\\')
            {
                text.Append((char)bytes[i]);
                continue;
            }

            if (++i == bytes.Length) return null;
            var escape = bytes[i];
            switch ((char)escape)
            {
                case '\n': break;
                case '\\' or '\'' or '"': text.Append((char)escape); break;
                case 'a': text.Append('\a'); break;
                case 'b': text.Append('\b'); break;
                case 'f': text.Append('\f'); break;
                case 'n': text.Append('\n'); break;
                case 'r': text.Append('\r'); break;
                case 't': text.Append('\t'); break;
                case 'v': text.Append('\v'); break;
                case >= '0' and <= '7':
                    var octal = 0;
                    var end = Math.Min(i + 3, bytes.Length);
                    for (; i < end && bytes[i] is >= (byte)'0' and <= (byte)'7'; i++) octal = (octal * 8) + bytes[i] - '0';
                    i--;
                    text.Append((char)(octal & 0xFF));
                    break;
                case 'x':
                    if (i + 2 >= bytes.Length || !TryHex(bytes.Slice(i + 1, 2), out var value)) return null;
                    text.Append((char)value);
                    i += 2;
                    break;
                default:
                    text.Append('\\').Append((char)escape);
                    break;
            }
        }

        return text.ToString();
    }

    /// <summary>Raw-unicode-escape: one character a byte, and \u and \U with four and eight hexadecimal digits; null where Python refuses one.</summary>
    public static string? DecodeRawUnicode(ReadOnlySpan<byte> bytes)
    {
        var text = new StringBuilder(bytes.Length);
        for (var i = 0; i < bytes.Length; i++)
        {
            text.Append((char)bytes[i]);
            if (bytes[i] != (byte)'\\' || i + 1 == bytes.Length) continue;
            i++;
            var digits = bytes[i] == (byte)'u' ? 4 : bytes[i] == (byte)'U' ? 8 : 0;
            if (digits == 0)
            {
                text.Append((char)bytes[i]);
                continue;
            }

            if (i + digits >= bytes.Length || !TryHex(bytes.Slice(i + 1, digits), out var value) || value > 0x10FFFF) return null;
            text.Length--;
            if (value < 0x10000) text.Append((char)value);
            else text.Append(char.ConvertFromUtf32((int)value));
            i += digits;
        }

        return text.ToString();
    }

    private static bool TryHex(ReadOnlySpan<byte> digits, out uint value) =>
        uint.TryParse(digits, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out value);
}
