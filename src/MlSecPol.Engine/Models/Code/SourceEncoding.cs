using System.Text;

namespace MlSecPol.Engine.Models.Code;

/// <summary>How Python source is written: its encoding, and letters that Python takes for others.</summary>
internal static class SourceEncoding
{
    private const int CookieLines = 2;
    private const int LongestLine = 200;

    /// <summary>The encoding that the first lines ask for where it is an unusual one, which hides what is written there.</summary>
    internal static string? Unusual(ReadOnlySpan<byte> rest)
    {
        for (var line = 0; line < CookieLines && !rest.IsEmpty; line++)
        {
            var end = rest.IndexOf((byte)'\n') is var found and >= 0 ? found : rest.Length;
            var current = Encoding.Latin1.GetString(rest[..Math.Min(end, LongestLine)]);
            rest = rest[Math.Min(end + 1, rest.Length)..];
            var at = current.IndexOf("coding", StringComparison.Ordinal) + "coding".Length;
            if (!current.TrimStart().StartsWith('#') || at < "coding".Length || at >= current.Length || current[at] is not (':' or '=')) continue;
            var name = string.Concat(current[(at + 1)..].TrimStart().TakeWhile(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.')).ToUpperInvariant().Replace('_', '-');
            if (name.Length > 0 && name is not ("UTF-8" or "UTF8" or "ASCII" or "US-ASCII" or "LATIN-1" or "LATIN1" or "ISO-8859-1" or "CP1252")) return name;
        }

        return null;
    }

    /// <summary>Letters that Python replaces in names: full width, mathematical, letter-like, raised, lowered and joined ones.</summary>
    internal static bool IsDisguised(char c) =>
        c is (>= '\uFF00' and <= '\uFFEF') or '\uD835' or (>= '\u2100' and <= '\u214F') or (>= '\u2070' and <= '\u209F') or (>= '\u1D2C' and <= '\u1D6A') or (>= '\uFB00' and <= '\uFB06')
            or '\u00AA' or '\u00BA' or '\u017F' or (>= '\u02B0' and <= '\u02E4');
}
