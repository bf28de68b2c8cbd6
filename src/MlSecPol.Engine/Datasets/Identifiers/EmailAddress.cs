using System.Buffers;
using System.Text;

namespace MlSecPol.Engine.Datasets.Identifiers;

/// <summary>E-mail addresses as people write them: a dot-atom, an at sign and a domain name with a top-level domain (RFC 5321 4.1.2, lengths 4.5.3.1; RFC 6531).</summary>
internal static class EmailAddress
{
    private const int MaximumLocal = 64;
    private const int MaximumDomain = 255;
    private const int MaximumLabel = 63;
    private const int LongestLogin = 64;

    // atext of RFC 5322 and the dot; bytes beyond ASCII are letters of RFC 6531.
    private static readonly SearchValues<byte> LocalCharacters =
        SearchValues.Create("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789!#$%&'*+-/=?^_`{|}~."u8);

    // Names such as logo@2x.png are files, not addresses.
    private static readonly string[] FileEndings = ["png", "jpg", "jpeg", "gif", "svg", "webp", "css", "js", "json", "html", "pdf", "txt", "csv", "zip"];

    /// <summary>Start and end of the address around an at sign; null when there is none.</summary>
    internal static (int Start, int End)? Find(ReadOnlySpan<byte> text, int at)
    {
        var start = at;
        while (start > 0 && at - start <= MaximumLocal && (text[start - 1] >= 0x80 || LocalCharacters.Contains(text[start - 1]))) start--;
        // Allowed, but in files the end of a path or of a name in front of the address.
        start += text[start..at].LastIndexOfAny("/=?|"u8) + 1;
        // Quotes and braces around an address are seldom part of it.
        while (start < at && text[start] is (byte)'.' or (byte)'\'' or (byte)'`' or (byte)'{' or (byte)'*') start++;
        if (start == at || at - start > MaximumLocal || text[at - 1] == (byte)'.' || text[start..at].IndexOf(".."u8) >= 0) return null;
        var end = EndOfDomain(text, at + 1);
        return end > 0 && (end == text.Length || text[end] != (byte)'@') && !IsLogin(text, start, end) ? (start, end) : null;
    }

    /// <summary>Whether it is the login of a resource: user information of a URL (RFC 3986, 3.2.1), or what stands before the path for scp and Git.</summary>
    private static bool IsLogin(ReadOnlySpan<byte> text, int start, int end)
    {
        var before = text[Math.Max(0, start - LongestLogin)..start];
        before = before[(before.LastIndexOfAny((byte)' ', (byte)'\t', (byte)',') + 1)..];
        var scheme = before.LastIndexOf("://"u8);
        if (scheme >= 0 && before[(scheme + 3)..].IndexOf((byte)'/') < 0) return true;
        if (end + 1 >= text.Length || text[end] != (byte)':') return false;
        var after = text.Slice(end + 1, Math.Min(LongestLogin, text.Length - end - 1));
        var slash = after.IndexOfAny((byte)'/', (byte)' ', (byte)',');
        return slash >= 0 && after[slash] == (byte)'/';
    }

    private static int EndOfDomain(ReadOnlySpan<byte> text, int start)
    {
        var labels = 0;
        var labelStart = start;
        var position = start;
        // Where the last label begins and ends that closes a domain name with at least one dot.
        var (topStart, end) = (0, -1);
        while (true)
        {
            while (position < text.Length && IsLabelByte(text[position])) position++;
            var length = position - labelStart;
            if (length is 0 or > MaximumLabel || text[labelStart] == (byte)'-' || text[position - 1] == (byte)'-' || position - start > MaximumDomain) break;
            labels++;
            if (labels >= 2) (topStart, end) = (labelStart, position);
            if (position + 1 >= text.Length || text[position] != (byte)'.') break;
            labelStart = ++position;
        }

        return end > 0 && IsTopLevel(text[topStart..end]) && (end == text.Length || text[end] != (byte)'_') ? end : -1;
    }

    private static bool IsTopLevel(ReadOnlySpan<byte> label)
    {
        if (label.StartsWith("xn--"u8)) return true;
        if (label.Length < 2) return false;
        foreach (var b in label)
        {
            if (!char.IsAsciiLetter((char)b) && b < 0x80) return false;
        }

        foreach (var ending in FileEndings)
        {
            if (Ascii.EqualsIgnoreCase(label, ending)) return false;
        }

        return true;
    }

    private static bool IsLabelByte(byte b) => char.IsAsciiLetterOrDigit((char)b) || b == (byte)'-' || b >= 0x80;
}
