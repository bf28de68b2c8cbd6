namespace MlSecPol.Engine.Datasets.Text;

/// <summary>Finds out how a text is encoded: by its byte order mark (Unicode standard, table 2-4), else by where its NUL bytes stand.</summary>
internal static class ByteOrderMark
{
    /// <summary>The encoding and the length of its mark; length 0 when there is none.</summary>
    internal static (TextEncoding Encoding, int Length) Detect(ReadOnlySpan<byte> head)
    {
        if (head is [0xEF, 0xBB, 0xBF, ..]) return (TextEncoding.Utf8, 3);
        return head switch
        {
            [0xFF, 0xFE, 0, 0, ..] => (TextEncoding.Utf32LittleEndian, 4),
            [0, 0, 0xFE, 0xFF, ..] => (TextEncoding.Utf32BigEndian, 4),
            [0xFF, 0xFE, ..] => (TextEncoding.Utf16LittleEndian, 2),
            [0xFE, 0xFF, ..] => (TextEncoding.Utf16BigEndian, 2),
            _ => (Guess(head), 0),
        };
    }

    /// <summary>Text that is mostly ASCII has a NUL in every second byte in UTF-16 and in three of four in UTF-32; UTF-8 text has none.</summary>
    private static TextEncoding Guess(ReadOnlySpan<byte> head)
    {
        if (head.Length < 8) return TextEncoding.Utf8;
        Span<int> zeros = stackalloc int[4];
        zeros.Clear();
        for (var i = 0; i < head.Length; i++) zeros[i & 3] += head[i] == 0 ? 1 : 0;
        var most = head.Length / 4 * 3 / 4;
        var few = Math.Max(head.Length / 4 / 20, 0);
        return (zeros[0] >= most, zeros[1] >= most, zeros[2] >= most, zeros[3] >= most) switch
        {
            (false, true, true, true) when zeros[0] <= few => TextEncoding.Utf32LittleEndian,
            (true, true, true, false) when zeros[3] <= few => TextEncoding.Utf32BigEndian,
            (false, true, false, true) when zeros[0] + zeros[2] <= few => TextEncoding.Utf16LittleEndian,
            (true, false, true, false) when zeros[1] + zeros[3] <= few => TextEncoding.Utf16BigEndian,
            _ => TextEncoding.Utf8,
        };
    }
}
