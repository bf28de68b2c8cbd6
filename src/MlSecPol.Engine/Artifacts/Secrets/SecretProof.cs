using System.Buffers.Text;
using System.IO.Hashing;
using System.Text;

namespace MlSecPol.Engine.Artifacts.Secrets;

/// <summary>What speaks for a credential beyond its form. Nothing is asked of the service that issued it.</summary>
internal static class SecretProof
{
    private const int ChecksumLength = 6;
    private const int ShortestDer = 12;
    private const string Base62 = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

    /// <summary>Whether its checksum is right, or it decodes to what it must be.</summary>
    /// <param name="kind">What its form says.</param>
    /// <param name="secret">The credential; of a private key the heading.</param>
    /// <param name="rest">The text from there on.</param>
    internal static bool Holds(SecretKind kind, ReadOnlySpan<char> secret, ReadOnlySpan<char> rest) => kind switch
    {
        SecretKind.GitHubToken => HasChecksum(secret),
        SecretKind.JsonWebToken => true,
        SecretKind.PrivateKey => IsKey(rest[secret.Length..]),
        SecretKind.StorageKey => Base64.IsValid(secret[(secret.IndexOf('=') + 1)..], out var length) && length == 64,
        _ => false,
    };

    /// <summary>Tokens of GitHub end in the CRC-32 of what stands before, six digits of base 62 (GitHub, Behind GitHub's new authentication token formats, 2021).</summary>
    private static bool HasChecksum(ReadOnlySpan<char> token)
    {
        var underline = token.IndexOf('_');
        var body = token[(underline + 1)..^ChecksumLength];
        // Fine-grained tokens are built otherwise.
        if (underline != 3 || body.Length != 30) return false;
        Span<byte> bytes = stackalloc byte[body.Length];
        Encoding.ASCII.GetBytes(body, bytes);
        var crc = Crc32.HashToUInt32(bytes);
        for (var i = token.Length - 1; i >= token.Length - ChecksumLength; i--, crc /= 62)
        {
            if (token[i] != Base62[(int)(crc % 62)]) return false;
        }

        return true;
    }

    /// <summary>Whether the text behind the heading begins as the DER of a key does, a sequence, or as the packet of OpenSSH.</summary>
    private static bool IsKey(ReadOnlySpan<char> text)
    {
        Span<char> letters = stackalloc char[ShortestDer];
        var count = 0;
        for (var i = 0; i < text.Length && count < ShortestDer; i++)
        {
            // Line ends may be written out, as JSON does.
            if (text[i] == '\\' && i + 1 < text.Length) i++;
            else if (LetterSet.Base64.Has(text[i])) letters[count++] = text[i];
        }

        return count == ShortestDer && (letters.StartsWith("MI", StringComparison.Ordinal) || letters.StartsWith("MC4C", StringComparison.Ordinal) || letters.StartsWith("b3BlbnNzaC1r", StringComparison.Ordinal));
    }
}
