using System.Buffers;

namespace MlSecPol.Engine.Datasets.Identifiers;

/// <summary>
/// Finds candidates of all kinds in a value. Leaps from anchor to anchor (digit, at sign, colon) and looks around each a bounded distance, so the time is linear in
/// the length of the value whatever it holds. Allocates only for the samples it keeps.
/// </summary>
internal sealed class IdentifierScanner(DatasetSettings settings)
{
    /// <summary>Shortest text that can hold an identifier: a one-letter address at a one-letter domain, or an address of version 6.</summary>
    internal const int ShortestText = 5;

    private static readonly SearchValues<byte> Anchors = SearchValues.Create("0123456789@:"u8);

    private readonly NumberScanner _numbers = new(settings);

    internal void Scan(ReadOnlySpan<byte> text, ColumnIdentifiers column, long row, long? offset)
    {
        // Most cells of most tables are short numbers and words.
        if (text.Length < NumberScanner.ShortestText && text.IndexOfAny((byte)'@', (byte)':') < 0) return;
        var position = 0;
        while (true)
        {
            var leap = text[position..].IndexOfAny(Anchors);
            if (leap < 0) return;
            position += leap;
            position = text[position] switch
            {
                (byte)'@' => ScanEmail(text, position, column, row, offset),
                (byte)':' => ScanVersion6(text, position, column, row, offset),
                _ => _numbers.Scan(text, position, column, row, offset),
            };
            if (text.Length - position < 2) return;
        }
    }

    private static int ScanEmail(ReadOnlySpan<byte> text, int at, ColumnIdentifiers column, long row, long? offset)
    {
        if (EmailAddress.Find(text, at) is not var (start, end)) return at + 1;
        column.Of(IdentifierKind.Email).Add(text[start..end], isValid: true, isWhole: end - start == text.Length, isGrouped: false, row, offset + start);
        return end;
    }

    private static int ScanVersion6(ReadOnlySpan<byte> text, int colon, ColumnIdentifiers column, long row, long? offset)
    {
        var (start, end, next) = InternetAddress.FindVersion6(text, colon);
        if (start < 0) return next;
        var address = text[start..end];
        column.Of(IdentifierKind.Ipv6).Add(address, isValid: true, isWhole: address.Length == text.Length, InternetAddress.HasUsedPrefix(address), row, offset + start);
        return next;
    }
}
