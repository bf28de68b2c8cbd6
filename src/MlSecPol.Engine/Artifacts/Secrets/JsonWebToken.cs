using System.Buffers.Text;
using System.Text.Json;

namespace MlSecPol.Engine.Artifacts.Secrets;

/// <summary>Signed tokens of RFC 7519 in their compact form: header, content and signature in base64url with full stops between.</summary>
internal static class JsonWebToken
{
    /// <summary>What the header begins with: a brace and a quote.</summary>
    internal const string Prefix = "eyJ";

    private const int LongestHeader = 512;
    private const int LongestToken = 8192;
    private const int ShortestPart = 10;

    /// <summary>How long the token is that begins at the start of the text; 0 when there is none.</summary>
    internal static int LengthOf(ReadOnlySpan<char> text)
    {
        var end = 0;
        for (var part = 0; part < 3; part++)
        {
            var start = end;
            while (end < text.Length && end < LongestToken && LetterSet.WordDash.Has(text[end])) end++;
            if (end - start < ShortestPart) return 0;
            if (part == 2) break;
            if (end >= text.Length || text[end] != '.') return 0;
            if (part == 0 && !IsHeader(text[..end])) return 0;
            end++;
        }

        return end;
    }

    /// <summary>Whether base64url decodes to an object that names an algorithm.</summary>
    private static bool IsHeader(ReadOnlySpan<char> encoded)
    {
        if (encoded.Length > LongestHeader || !Base64Url.IsValid(encoded)) return false;
        var json = Base64Url.DecodeFromChars(encoded);
        var reader = new Utf8JsonReader(json);
        try
        {
            while (reader.Read())
            {
                if (reader.TokenType == JsonTokenType.PropertyName && reader.CurrentDepth == 1 && reader.ValueTextEquals("alg"u8)) return true;
            }
        }
        catch (JsonException)
        {
            return false;
        }

        return false;
    }
}
