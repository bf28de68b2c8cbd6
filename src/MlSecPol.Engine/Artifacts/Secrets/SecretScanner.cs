using System.Buffers;

namespace MlSecPol.Engine.Artifacts.Secrets;

/// <summary>Finds credentials in text. Vectorised search for what they begin with, then a bounded look at what follows: linear whatever the text.</summary>
internal static class SecretScanner
{
    /// <summary>Characters that must follow a place before it can be judged; also how far windows of a long text overlap.</summary>
    internal const int Reach = 1_024;

    private const string PemBegin = "-----BEGIN ";
    private const string PemKey = "PRIVATE KEY-----";
    private const int ShortestKey = 64;
    private const int ShortestValue = 8;
    private const int LongestValue = 200;
    private const int ShortestPassword = 6;

    private static readonly SearchValues<string> Beginnings = SearchValues.Create([.. SecretForm.All.Select(f => f.Prefix).Append(PemBegin).Append(JsonWebToken.Prefix)], StringComparison.Ordinal);

    private static readonly string[] Names = ["password", "passwd", "secret", "api_key", "apikey", "api-key", "access_token", "auth_token", "accesstoken", "access_key", "private_key"];
    private static readonly SearchValues<string> NameValues = SearchValues.Create(Names, StringComparison.OrdinalIgnoreCase);

    private static readonly SearchValues<char> CodeCharacters = SearchValues.Create("()[]{}/ ");
    // Words that stand for a password in documentation.
    private static readonly string[] AddressPlaceholders = ["pass", "pwd", "secret", "token", "xxx", "example", "your", "changeme", "***", "...", "guest", "admin", "root", "postgres", "test", "dummy", "key"];
    private static readonly string[] Placeholders = ["example", "your", "xxx", "changeme", "change_me", "placeholder", "dummy", "test", "sample", "todo", "${", "{{", "<", "***", "...", "env", "none", "null", "password", "secret", "key"];

    /// <summary>Whether a text may hold a credential at all; cheap, and often right.</summary>
    internal static bool MayHold(ReadOnlySpan<char> text) =>
        text.ContainsAny(Beginnings) || text.ContainsAny(NameValues) || text.IndexOf("://", StringComparison.Ordinal) >= 0;

    /// <summary>Whether the text that a column or field called by a secret name holds looks like one: random, without blanks, no placeholder.</summary>
    internal static bool IsAssigned(ReadOnlySpan<char> value) =>
        value.Length is >= ShortestValue and <= LongestValue && !value.ContainsAnyExceptInRange('!', '~') && LooksSecret(value);

    /// <summary>Shows so much of a credential that its owner knows it.</summary>
    internal static string Mask(ReadOnlySpan<char> text) => Mask(text[..Math.Min(text.Length, 2)], text.Length);

    /// <summary>Credentials in the text: where each begins, how long it is and what kind.</summary>
    /// <param name="text">The text.</param>
    /// <param name="scan">What counts besides the published forms.</param>
    /// <param name="found">Is told of each.</param>
    internal static void Scan(ReadOnlySpan<char> text, SecretScan scan, Action<SecretMatch> found)
    {
        for (var at = 0; at < text.Length;)
        {
            var next = text[at..].IndexOfAny(Beginnings);
            if (next < 0) break;
            at += next;
            var (kind, length) = Begins(text, at);
            if (length > 0) found(new(kind, at, length, SecretProof.Holds(kind, text.Slice(at, length), text[at..]), Mask(text.Slice(at, Math.Min(length, 4)), length)));
            at += Math.Max(1, length);
        }

        for (var at = 0; scan.HasFlag(SecretScan.AddressPasswords) && at < text.Length;)
        {
            var next = text[at..].IndexOf("://", StringComparison.Ordinal);
            if (next < 0) break;
            at += next + 3;
            var (start, length) = Password(text, at);
            if (length > 0) found(new(SecretKind.AddressPassword, start, length, IsProven: false, Mask(text.Slice(start, 1), length)));
        }

        for (var at = 0; (scan & (SecretScan.Assignments | SecretScan.BareAssignments)) != 0 && at < text.Length;)
        {
            var next = text[at..].IndexOfAny(NameValues);
            if (next < 0) break;
            at += next;
            var (start, length) = Value(text, at, scan.HasFlag(SecretScan.BareAssignments));
            if (length > 0) found(new(SecretKind.AssignedSecret, start, length, IsProven: false, Mask(text.Slice(start, 2), length)));
            at = Math.Max(at + 1, length > 0 ? start + length : 0);
        }
    }

    private static (SecretKind Kind, int Length) Begins(ReadOnlySpan<char> text, int at)
    {
        var rest = text[at..];
        if (rest.StartsWith(PemBegin, StringComparison.Ordinal)) return (SecretKind.PrivateKey, PrivateKey(rest));
        // In the middle of a longer word it is part of something else.
        if (at > 0 && (char.IsAsciiLetterOrDigit(text[at - 1]) || text[at - 1] is '_' or '-')) return default;
        if (rest.StartsWith(JsonWebToken.Prefix, StringComparison.Ordinal)) return (SecretKind.JsonWebToken, JsonWebToken.LengthOf(rest));
        foreach (var form in SecretForm.All)
        {
            if (form.Match(rest) is var length and > 0) return (form.Kind, length);
        }

        return default;
    }

    /// <summary>The heading of a private key and the key itself; a heading alone, as code that parses keys has it, is none.</summary>
    private static int PrivateKey(ReadOnlySpan<char> text)
    {
        var label = text[PemBegin.Length..Math.Min(text.Length, 64)].IndexOf(PemKey, StringComparison.Ordinal);
        if (label is < 0 or > 20) return 0;
        var end = PemBegin.Length + label + PemKey.Length;
        var letters = 0;
        // Line ends may be written out, as JSON does.
        for (var i = end; i < text.Length && i < end + Reach && letters < ShortestKey; i++)
        {
            var c = text[i];
            if (c == '\\' && i + 1 < text.Length && text[i + 1] is 'n' or 'r') i++;
            else if (char.IsAsciiLetterOrDigit(c) || c is '+' or '/' or '=') letters++;
            else if (c is not ('\n' or '\r' or ' ' or '"' or '\'' or ',' or '\t')) return 0;
        }

        return letters >= ShortestKey ? end : 0;
    }

    /// <summary>What stands between the colon behind a user name and the sign before the host.</summary>
    private static (int Start, int Length) Password(ReadOnlySpan<char> text, int at)
    {
        var end = at;
        var colon = -1;
        while (end < text.Length && end - at <= LongestValue && text[end] is > ' ' and < '\x7F' and not ('/' or '@' or '"' or '\'' or '<' or '>' or '{' or '}' or '$' or '`' or ')' or ']' or '?' or '#'))
        {
            if (text[end] == ':' && colon < 0) colon = end;
            end++;
        }

        if (colon <= at || end >= text.Length || text[end] != '@') return default;
        var password = text[(colon + 1)..end];
        if (password.Length < ShortestPassword) return default;
        foreach (var word in AddressPlaceholders)
        {
            if (password.Contains(word, StringComparison.OrdinalIgnoreCase)) return default;
        }

        return (colon + 1, password.Length);
    }

    /// <summary>The literal that the name at this place is given: in quotes, or in files of variables to the end of the line.</summary>
    private static (int Start, int Length) Value(ReadOnlySpan<char> text, int at, bool isBare)
    {
        var i = at;
        var nameEnd = Math.Min(text.Length, at + 64);
        while (i < nameEnd && (char.IsAsciiLetterOrDigit(text[i]) || text[i] is '_' or '-')) i++;
        if (i < text.Length && text[i] is '"' or '\'') i++;
        else if (i + 1 < text.Length && text[i] == '\\' && text[i + 1] == '"') i += 2;
        while (i < text.Length && i < at + 80 && text[i] is ' ' or ']') i++;
        if (i >= text.Length || text[i] is not ('=' or ':')) return default;
        i++;
        while (i < text.Length && i < at + 96 && text[i] == ' ') i++;
        if (i + 1 < text.Length && text[i] == '\\' && text[i + 1] == '"') i++;
        if (i < text.Length && isBare && text[i] is not ('"' or '\''))
        {
            var first = i;
            while (i < text.Length && i - first <= LongestValue && text[i] is > ' ' and < '\x7F' and not ('\\' or '"' or '\'')) i++;
            return i - first is >= ShortestValue and <= LongestValue && (i == text.Length || text[i] is ' ' or '\r' or '\n') && LooksSecret(text[first..i]) ? (first, i - first) : default;
        }

        if (i >= text.Length || text[i] is not ('"' or '\'')) return default;
        var quote = text[i++];
        var start = i;
        while (i < text.Length && i - start <= LongestValue && text[i] != quote && text[i] is > ' ' and < '\x7F' and not '\\') i++;
        var value = text[start..i];
        return i < text.Length && (text[i] == quote || text[i] == '\\') && value.Length is >= ShortestValue and <= LongestValue && LooksSecret(value) ? (start, value.Length) : default;
    }

    private static bool LooksSecret(ReadOnlySpan<char> value)
    {
        if (value.IndexOfAnyInRange('0', '9') < 0 || !value.ContainsAnyExceptInRange('0', '9') || value.ContainsAny(CodeCharacters)) return false;
        foreach (var word in Placeholders)
        {
            if (value.Contains(word, StringComparison.OrdinalIgnoreCase)) return false;
        }

        return Entropy.BitsPerCharacter(value) >= Entropy.OfAssignedValue;
    }

    private static string Mask(ReadOnlySpan<char> shown, int length) => $"{shown}… ({length} characters)";
}
