using System.Globalization;
using System.Text;

namespace MlSecPol.Engine.Models.Templates;

/// <summary>Takes the escapes out of string literals, which are those of Python.</summary>
internal static class TemplateStrings
{
    /// <summary>The content of a literal; null where an escape is broken.</summary>
    /// <param name="raw">What stands between the quotes.</param>
    /// <param name="isHidden">Whether characters are written by their names, which are not known here.</param>
    internal static string? Unescape(ReadOnlySpan<char> raw, out bool isHidden)
    {
        isHidden = false;
        if (raw.IndexOf('\\') < 0) return raw.ToString();
        var text = new StringBuilder(raw.Length);
        for (var i = 0; i < raw.Length; i++)
        {
            if (raw[i] != '\\')
            {
                text.Append(raw[i]);
                continue;
            }

            if (++i >= raw.Length) return null;
            switch (raw[i])
            {
                case '\n': break;
                case '\\' or '\'' or '"': text.Append(raw[i]); break;
                case 'a': text.Append('\a'); break;
                case 'b': text.Append('\b'); break;
                case 'f': text.Append('\f'); break;
                case 'n': text.Append('\n'); break;
                case 'r': text.Append('\r'); break;
                case 't': text.Append('\t'); break;
                case 'v': text.Append('\v'); break;
                case 'x' or 'u' or 'U':
                    var digits = raw[i] switch { 'x' => 2, 'u' => 4, _ => 8 };
                    if (raw.Length - i - 1 < digits || !uint.TryParse(raw.Slice(i + 1, digits), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var code)) return null;
                    if (!AppendCharacter(text, code)) return null;
                    i += digits;
                    break;
                case >= '0' and <= '7':
                    var value = 0u;
                    var end = Math.Min(raw.Length, i + 3);
                    for (; i < end && raw[i] is >= '0' and <= '7'; i++) value = (value * 8) + raw[i] - '0';
                    i--;
                    text.Append((char)value);
                    break;
                case 'N':
                    var close = raw[i..].IndexOf('}');
                    if (i + 1 >= raw.Length || raw[i + 1] != '{' || close < 3) return null;
                    isHidden = true;
                    i += close;
                    break;
                default: text.Append('\\').Append(raw[i]); break;
            }
        }

        return text.ToString();
    }

    private static bool AppendCharacter(StringBuilder text, uint code)
    {
        if (code > 0x10FFFF) return false;
        if (code is < 0x10000) text.Append((char)code);
        else text.Append(char.ConvertFromUtf32((int)code));
        return true;
    }
}
