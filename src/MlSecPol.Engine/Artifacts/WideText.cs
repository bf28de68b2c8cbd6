using System.Text;

namespace MlSecPol.Engine.Artifacts;

/// <summary>Text in encodings of two or four bytes a character, with or without the mark at its beginning: parsers of JSON, YAML and XML recognise it, so it is read as they read it.</summary>
internal static class WideText
{
    private const int Looked = 64;

    /// <summary>The encoding that the beginning shows; null for any other content.</summary>
    internal static Encoding? Of(ReadOnlySpan<byte> head)
    {
        if (head.Length < 4) return null;
        if (head.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xFE, 0, 0])) return Encoding.UTF32;
        if (head.StartsWith((ReadOnlySpan<byte>)[0, 0, 0xFE, 0xFF])) return new UTF32Encoding(bigEndian: true, byteOrderMark: true);
        if (head.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xFE])) return Encoding.Unicode;
        if (head.StartsWith((ReadOnlySpan<byte>)[0xFE, 0xFF])) return Encoding.BigEndianUnicode;
        head = head[..Math.Min(Looked, head.Length / 4 * 4)];
        if (Fits(head, 4, 0)) return Encoding.UTF32;
        if (Fits(head, 4, 3)) return new UTF32Encoding(bigEndian: true, byteOrderMark: false);
        if (Fits(head, 2, 0)) return Encoding.Unicode;
        return Fits(head, 2, 1) ? Encoding.BigEndianUnicode : null;
    }

    /// <summary>The content as UTF-8; null where it is no wide text or longer than allowed.</summary>
    internal static ByteSource? ToUtf8(ByteSource content, long longest)
    {
        Span<byte> head = stackalloc byte[Looked];
        if (content.Length > longest || Of(head[..content.Read(0, head)]) is not { } encoding) return null;
        var bytes = new byte[content.Length];
        var text = encoding.GetString(bytes, 0, content.Read(0, bytes)).TrimStart('\uFEFF');
        return new MemorySource(Encoding.UTF8.GetBytes(text));
    }

    /// <summary>Whether every character is plain: one printable byte at its place, the others zero.</summary>
    private static bool Fits(ReadOnlySpan<byte> head, int width, int place)
    {
        for (var i = 0; i < head.Length; i++)
        {
            var isPlain = head[i] is (>= 0x20 and < 0x7F) or (byte)'\t' or (byte)'\n' or (byte)'\r';
            if (i % width == place ? !isPlain : head[i] != 0) return false;
        }

        return head.Length >= width * 2;
    }
}
