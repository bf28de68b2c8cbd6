using MlSecPol.Engine.Artifacts;

namespace MlSecPol.Engine.Datasets.Files.Encryption;

/// <summary>Finds the entry of a PDF document that says that it is encrypted (ISO 32000-2, 7.6), in the trailer at its end or, in a linearized one, near its beginning.</summary>
internal static class PdfEncryption
{
    private const int Window = 256 * 1024;

    internal static (string, EncryptionStrength, string)? Judge(ByteSource content)
    {
        var buffer = new byte[(int)Math.Min(Window, content.Length)];
        foreach (var at in content.Length > Window ? [content.Length - Window, 0L] : (ReadOnlySpan<long>)[0L])
        {
            ReadOnlySpan<byte> text = buffer.AsSpan(0, content.Read(at, buffer));
            if (!IsEncrypted(text)) continue;
            return Version(text) switch
            {
                5 => ("PDF AES-256", EncryptionStrength.Strong, "The PDF document is encrypted with AES-256"),
                4 when text.IndexOf("/AESV2"u8) >= 0 => ("PDF AES-128", EncryptionStrength.Doubtful, "The PDF document is encrypted with AES-128, whose key is derived in a few rounds of MD5"),
                1 or 2 or 3 or 4 => ("PDF RC4", EncryptionStrength.Weak, "The PDF document is encrypted with RC4, which is broken"),
                _ => ("PDF", EncryptionStrength.Unknown, "The PDF document is encrypted; its scheme was not found near the end or the beginning"),
            };
        }

        return null;
    }

    /// <summary>An entry that points to a dictionary, or is one; the word alone may stand in any text.</summary>
    private static bool IsEncrypted(ReadOnlySpan<byte> text)
    {
        for (var at = text.IndexOf("/Encrypt"u8); at >= 0;)
        {
            var rest = text[(at + "/Encrypt".Length)..];
            var value = rest.TrimStart(" \r\n\t"u8);
            if (!value.IsEmpty && (value[0] is >= (byte)'0' and <= (byte)'9' || value.StartsWith("<<"u8))) return true;
            var next = rest.IndexOf("/Encrypt"u8);
            at = next < 0 ? -1 : at + "/Encrypt".Length + next;
        }

        return false;
    }

    private static int Version(ReadOnlySpan<byte> text)
    {
        var at = text.IndexOf("/Standard"u8);
        if (at < 0) return 0;
        // The entries of the dictionary stand in any order; it is short.
        var begin = text[..at].LastIndexOf("obj"u8) is >= 0 and var o ? o : Math.Max(0, at - 512);
        var around = text[begin..];
        if (around.IndexOf("endobj"u8) is > 0 and var end) around = around[..end];
        for (var v = around.IndexOf("/V"u8); v >= 0;)
        {
            var digits = around[(v + 2)..].TrimStart(" "u8);
            if (!digits.IsEmpty && digits[0] is >= (byte)'0' and <= (byte)'9') return digits[0] - '0';
            var next = around[(v + 2)..].IndexOf("/V"u8);
            v = next < 0 ? -1 : v + 2 + next;
        }

        return 0;
    }
}
