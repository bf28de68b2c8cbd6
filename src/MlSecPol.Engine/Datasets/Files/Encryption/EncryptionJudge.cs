using System.Buffers.Binary;
using System.Buffers.Text;
using MlSecPol.Engine.Artifacts;

namespace MlSecPol.Engine.Datasets.Files.Encryption;

/// <summary>Tells encrypted content by the headers that the schemes prescribe. What has no header is never called encrypted.</summary>
internal static class EncryptionJudge
{
    // The mark of eCryptfs: two words whose difference is this constant (fs/ecryptfs/crypto.c).
    private const uint EncryptfsMark = 0x3C81B7F5;
    private const int FernetHead = 12;
    private const int FernetLeast = 100;

    private static ReadOnlySpan<byte> DataProtectionProvider => [0x01, 0, 0, 0, 0xD0, 0x8C, 0x9D, 0xDF, 0x01, 0x15, 0xD1, 0x11, 0x8C, 0x7A, 0x00, 0xC0, 0x4F, 0xC2, 0x97, 0xEB];

    private static ReadOnlySpan<byte> EnvelopedData => [0x06, 0x09, 0x2A, 0x86, 0x48, 0x86, 0xF7, 0x0D, 0x01, 0x07, 0x03];

    private static ReadOnlySpan<byte> AuthenticatedEnvelopedData => [0x06, 0x0B, 0x2A, 0x86, 0x48, 0x86, 0xF7, 0x0D, 0x01, 0x09, 0x10, 0x01, 0x17];

    /// <summary>What the content is encrypted with; null when no header says so.</summary>
    /// <param name="head">Its beginning.</param>
    /// <param name="content">All of it.</param>
    /// <param name="member">Where it stands.</param>
    internal static EncryptionSighting? Judge(ReadOnlySpan<byte> head, ByteSource content, string? member)
    {
        var (scheme, strength, detail) = OfText(head) ?? OfBinary(head, content) ?? default;
        return scheme is null ? null : new EncryptionSighting(scheme, strength, member, detail);
    }

    private static (string, EncryptionStrength, string)? OfText(ReadOnlySpan<byte> head)
    {
        if (head.StartsWith("age-encryption.org/v1\n"u8) || head.StartsWith("-----BEGIN AGE ENCRYPTED FILE-----"u8)) return ("age", EncryptionStrength.Strong, "It is encrypted with age");
        if (head.StartsWith("$ANSIBLE_VAULT;"u8)) return ("Ansible Vault", EncryptionStrength.Strong, "It is encrypted with Ansible Vault (AES-256)");
        if (head.StartsWith("VimCrypt~03!"u8)) return ("Vim blowfish2", EncryptionStrength.Doubtful, "It is encrypted with Vim's blowfish2, which does not notice changes");
        if (head.StartsWith("VimCrypt~0"u8)) return ("Vim", EncryptionStrength.Weak, "It is encrypted with a method of Vim that is broken");
        if (OpenPgpMessage.IsArmoured(head)) return OpenPgpMessage.IsEncrypted(OpenPgpMessage.Unarmoured(head)) ? ("OpenPGP", EncryptionStrength.Strong, "It is an OpenPGP message that is encrypted") : null;
        return IsFernet(head) ? ("Fernet", EncryptionStrength.Strong, "It is a Fernet token (AES-128 with HMAC)") : null;
    }

    private static (string, EncryptionStrength, string)? OfBinary(ReadOnlySpan<byte> head, ByteSource content)
    {
        // OpenSSL derives the key by a single round of a hash unless told otherwise, and the form has no authentication.
        if (head.StartsWith("Salted__"u8)) return ("openssl enc", EncryptionStrength.Doubtful, "It is encrypted with 'openssl enc', which does not notice changes and derives the key in one step unless told otherwise");
        if (head.Length >= 8 && head.StartsWith((ReadOnlySpan<byte>)[(byte)'L', (byte)'U', (byte)'K', (byte)'S', 0xBA, 0xBE]) && BinaryPrimitives.ReadUInt16BigEndian(head[6..]) is 1 or 2)
            return ("LUKS", EncryptionStrength.Strong, $"It is a volume encrypted with LUKS version {head[7]}");
        if (head.Length >= 11 && head[3..].StartsWith("-FVE-FS-"u8)) return ("BitLocker", EncryptionStrength.Strong, "It is a volume encrypted with BitLocker");
        if (head.StartsWith("PARE"u8)) return ("Parquet modular encryption", EncryptionStrength.Strong, "It is a Parquet file with an encrypted footer");
        if (head.StartsWith(DataProtectionProvider)) return ("DPAPI", EncryptionStrength.Strong, "It is data protected by DPAPI of Windows");
        if (head.StartsWith("%PDF-"u8)) return PdfEncryption.Judge(content);
        if (head.Length >= 16 && (BinaryPrimitives.ReadUInt32BigEndian(head[8..]) ^ EncryptfsMark) == BinaryPrimitives.ReadUInt32BigEndian(head[12..]))
            return ("eCryptfs", EncryptionStrength.Strong, "It is a file of eCryptfs that lies outside of its mount");
        if (IsEnveloped(head)) return ("CMS", EncryptionStrength.Unknown, "It is a CMS envelope (S/MIME); the header was not followed to the algorithm");
        return OpenPgpMessage.IsEncrypted(head) ? ("OpenPGP", EncryptionStrength.Strong, "It is an OpenPGP message that is encrypted") : null;
    }

    /// <summary>A token begins with version 0x80 and a time of eight bytes, of which the first three are zero until the year 36,812; the letters are those of URLs.</summary>
    private static bool IsFernet(ReadOnlySpan<byte> head)
    {
        var token = head.TrimEnd("\r\n"u8);
        if (token.Length < FernetLeast || !token.StartsWith("gAAAAA"u8)) return false;
        Span<byte> first = stackalloc byte[9];
        return Base64Url.DecodeFromUtf8(token[..FernetHead], first, out _, out _, isFinalBlock: false) == System.Buffers.OperationStatus.Done && token.IndexOfAnyExcept(UrlLetters) < 0;
    }

    private static readonly System.Buffers.SearchValues<byte> UrlLetters = System.Buffers.SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_="u8);

    private static bool IsEnveloped(ReadOnlySpan<byte> head)
    {
        if (head.Length < 32 || head[0] != 0x30) return false;
        var body = head[1] switch { 0x80 => head[2..], < 0x80 => head[2..], >= 0x81 and <= 0x84 => head[(2 + (head[1] & 0x7F))..], _ => default };
        return body.StartsWith(EnvelopedData) || body.StartsWith(AuthenticatedEnvelopedData);
    }
}
