using System.Text;

namespace MlSecPol.Engine.Models.Pickle;

/// <summary>The codecs of Python that appear in pickles, by their names and aliases.</summary>
internal static class PythonCodec
{
    /// <summary>Bytes decoded, as a string or, by the binary codecs, as a byte array; null where it fails or the codec is another one.</summary>
    public static object? FromBytes(byte[] bytes, string codec) => Normal(codec) switch
    {
        "utf8" => Encoding.UTF8.GetString(bytes),
        "ascii" or "latin1" or "iso88591" or "8859" => Encoding.Latin1.GetString(bytes),
        "hex" or "hexcodec" => FromHex(Encoding.Latin1.GetString(bytes)),
        "base64" or "base64codec" => FromBase64(Encoding.Latin1.GetString(bytes)),
        _ => null,
    };

    /// <summary>
    /// Text encoded as a byte array, or, by rot13 and where <paramref name="decodes"/> says that text is taken for encoded, what it stands for.
    /// </summary>
    public static object? FromText(string text, string codec, bool decodes) => Normal(codec) switch
    {
        "rot13" => string.Create(text.Length, text, static (chars, source) =>
        {
            for (var i = 0; i < chars.Length; i++) chars[i] = Rotate(source[i]);
        }),
        "hex" or "hexcodec" when decodes => FromHex(text),
        "base64" or "base64codec" when decodes => FromBase64(text),
        "utf8" => Encoding.UTF8.GetBytes(text),
        "ascii" or "latin1" or "iso88591" or "8859" => Encoding.Latin1.GetBytes(text),
        _ => null,
    };

    private static string Normal(string codec) => codec.Replace("-", "", StringComparison.Ordinal).Replace("_", "", StringComparison.Ordinal).ToLowerInvariant();

    private static char Rotate(char c) => c switch
    {
        >= 'a' and <= 'z' => (char)('a' + ((c - 'a' + 13) % 26)),
        >= 'A' and <= 'Z' => (char)('A' + ((c - 'A' + 13) % 26)),
        _ => c,
    };

    private static byte[]? FromHex(string text)
    {
        var digits = string.Concat(text.Where(c => !char.IsWhiteSpace(c)));
        return digits.Length % 2 == 0 && digits.All(char.IsAsciiHexDigit) ? Convert.FromHexString(digits) : null;
    }

    private static byte[]? FromBase64(string text)
    {
        var plain = text.Replace('-', '+').Replace('_', '/');
        var bytes = new byte[plain.Length];
        return Convert.TryFromBase64String(plain, bytes, out var written) ? bytes[..written] : null;
    }
}
