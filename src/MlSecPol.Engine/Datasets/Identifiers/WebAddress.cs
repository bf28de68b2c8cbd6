namespace MlSecPol.Engine.Datasets.Identifiers;

/// <summary>Addresses of pages and files in text.</summary>
internal static class WebAddress
{
    private const int Longest = 2048;
    private const int LongestScheme = 5;

    /// <summary>The address around the colon of a scheme; end 0 when there is none.</summary>
    internal static (int Start, int End) Find(ReadOnlySpan<byte> text, int colon)
    {
        if (!text[colon..].StartsWith("://"u8)) return default;
        var start = colon;
        while (start > 0 && colon - start < LongestScheme && char.IsAsciiLetter((char)text[start - 1])) start--;
        var scheme = text[start..colon];
        if (!System.Text.Ascii.EqualsIgnoreCase(scheme, "https"u8) && !System.Text.Ascii.EqualsIgnoreCase(scheme, "http"u8) && !System.Text.Ascii.EqualsIgnoreCase(scheme, "ftp"u8)) return default;
        var end = colon + 3;
        while (end < text.Length && end - start < Longest && text[end] is > (byte)' ' and not ((byte)'"' or (byte)'<' or (byte)'>' or (byte)'\\' or (byte)'^' or (byte)'`' or (byte)'{' or (byte)'|' or (byte)'}')) end++;
        // What closes a sentence or a bracket is not part of it.
        while (end > colon + 3 && text[end - 1] is (byte)'.' or (byte)',' or (byte)';' or (byte)':' or (byte)'!' or (byte)'?' or (byte)')' or (byte)']' or (byte)'\'') end--;
        var host = text[(colon + 3)..end];
        var slash = host.IndexOfAny("/?#"u8);
        if (slash >= 0) host = host[..slash];
        return host.IndexOf((byte)'.') > 0 && char.IsAsciiLetterOrDigit((char)host[^1]) ? (start, end) : default;
    }
}
