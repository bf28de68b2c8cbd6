using System.Buffers.Binary;
using System.Buffers.Text;

namespace MlSecPol.Engine.Datasets.Files.Encryption;

/// <summary>Walks the packets at the beginning of an OpenPGP message (RFC 9580, section 4.2) as far as they tell whether what follows is encrypted.</summary>
internal static class OpenPgpMessage
{
    private const int PublicKeySessionKey = 1, SymmetricSessionKey = 3, Encrypted = 9, Marker = 10, Protected = 18, Authenticated = 20, Padding = 21;
    private const int MostPackets = 64;

    private static ReadOnlySpan<byte> Header => "-----BEGIN PGP MESSAGE-----"u8;

    /// <summary>Whether the content is a message in letters.</summary>
    internal static bool IsArmoured(ReadOnlySpan<byte> head) => head.TrimStart("\r\n \t"u8).StartsWith(Header);

    /// <summary>The bytes of a message in letters, as far as they are there.</summary>
    internal static byte[] Unarmoured(ReadOnlySpan<byte> head)
    {
        var text = head.TrimStart("\r\n \t"u8)[Header.Length..];
        // Headers of the armour end with an empty line.
        var blank = text.IndexOf("\n\n"u8);
        var dosBlank = text.IndexOf("\r\n\r\n"u8);
        var begin = (blank, dosBlank) switch { ( >= 0, >= 0) => Math.Min(blank + 2, dosBlank + 4), ( >= 0, _) => blank + 2, (_, >= 0) => dosBlank + 4, _ => 0 };
        text = text[begin..];
        var letters = new byte[text.Length];
        var count = 0;
        foreach (var b in text)
        {
            if (b is (byte)'-' or (byte)'=') break;
            if (b is not ((byte)'\r' or (byte)'\n' or (byte)' ')) letters[count++] = b;
        }

        var whole = count / 4 * 4;
        var bytes = new byte[whole / 4 * 3];
        return Base64.DecodeFromUtf8(letters.AsSpan(0, whole), bytes, out _, out var written) == System.Buffers.OperationStatus.Done ? bytes[..written] : [];
    }

    /// <summary>
    /// Whether session keys in a known form, or none, are followed by encrypted data. One byte of a signature proves nothing, so that a packet of data alone counts
    /// only with its version.
    /// </summary>
    internal static bool IsEncrypted(ReadOnlySpan<byte> bytes)
    {
        var keys = 0;
        for (var i = 0; i < MostPackets && bytes.Length > 8; i++)
        {
            if (ReadHeader(bytes) is not var (tag, start, length)) return false;
            var body = bytes[start..];
            switch (tag)
            {
                case PublicKeySessionKey when body[0] is 3 or 6:
                case SymmetricSessionKey when body[0] is 4 or 5 or 6 && body[1] is > 0 and < 24:
                    keys++;
                    break;
                case Marker when length == 3 && body.StartsWith("PGP"u8):
                case Padding:
                    break;
                case Protected:
                    return body[0] is 1 or 2 && (keys > 0 || i == 0 && length is null);
                case Authenticated:
                    return body[0] == 1 && keys > 0;
                case Encrypted:
                    return keys > 0;
                default:
                    return false;
            }

            if (length is not { } size || size > body.Length) return false;
            bytes = body[size..];
        }

        return false;
    }

    /// <summary>Kind, start and length of the packet at the beginning; the length is null where it is not known at once.</summary>
    private static (int Tag, int Start, int? Length)? ReadHeader(ReadOnlySpan<byte> bytes)
    {
        var first = bytes[0];
        if ((first & 0x80) == 0) return null;
        if ((first & 0x40) == 0)
        {
            var tag = (first >> 2) & 0x0F;
            return (first & 3) switch
            {
                0 => (tag, 2, bytes[1]),
                1 => (tag, 3, BinaryPrimitives.ReadUInt16BigEndian(bytes[1..])),
                2 when BinaryPrimitives.ReadUInt32BigEndian(bytes[1..]) is <= int.MaxValue and var length => (tag, 5, (int)length),
                3 => (tag, 1, null),
                _ => null,
            };
        }

        return bytes[1] switch
        {
            < 192 => (first & 0x3F, 2, bytes[1]),
            < 224 => (first & 0x3F, 3, ((bytes[1] - 192) << 8) + bytes[2] + 192),
            255 when BinaryPrimitives.ReadUInt32BigEndian(bytes[2..]) is <= int.MaxValue and var length => (first & 0x3F, 6, (int)length),
            255 => null,
            _ => (first & 0x3F, 2, null),
        };
    }
}
