using System.Buffers;
using MlSecPol.Engine.Datasets.Secrets;

namespace MlSecPol.Engine.Datasets.Identifiers;

/// <summary>
/// Finds candidates of all kinds in a value. Leaps from anchor to anchor (digit, at sign, colon) and looks around each a bounded distance, so the time is linear in
/// the length of the value whatever it holds. Allocates only for the samples it keeps.
/// </summary>
internal sealed class IdentifierScanner(DatasetSettings settings, IIdentifierSink? sink = null, ISignalSink? signals = null)
{
    /// <summary>Shortest text that can hold an identifier: a one-letter address at a one-letter domain, an address of version 6, a postal code.</summary>
    internal const int ShortestText = 5;

    private static readonly SearchValues<byte> Anchors = SearchValues.Create("0123456789@:"u8);

    private readonly NumberScanner _numbers = new(settings);
    private readonly TokenScanner _tokens = new(TokenForms.Of(settings.Identifiers));
    private readonly NameScanner _names = new();
    private readonly SignalScanner _signals = new(signals);
    private readonly bool _wantsUrls = TokenForms.IsWanted(IdentifierKinds.Url, settings.Identifiers);

    internal void Scan(ReadOnlySpan<byte> text, ColumnIdentifiers column, long row, long? offset)
    {
        if (sink is not null) column.Sink = sink;
        if (text.Length >= SignalScanner.ShortestText || column.HoldsSecrets) _signals.Scan(text, column, row, offset);
        if (column.MayHoldNames) _names.Scan(text, column, row, offset);
        // Most cells of most tables are short numbers and words.
        if (text.Length < NumberScanner.ShortestText && column.IsUnannounced && text.IndexOfAny((byte)'@', (byte)':') < 0) return;
        var position = text.IndexOfAny(Anchors);
        if (position < 0) return;
        // Where tokens are looked for: nowhere when cells of this shape hold none.
        var token = MayHoldTokens(text, column) ? 0 : text.Length;
        while (true)
        {
            switch (text[position])
            {
                case (byte)'@':
                    position = ScanEmail(text, position, column, row, offset);
                    break;
                case (byte)':':
                    position = ScanColon(text, position, column, row, offset);
                    break;
                default:
                    if (position >= token) token = ScanToken(text, position, column, row, offset);
                    position = token < 0 ? token = -token : _numbers.Scan(text, position, column, row, offset);
                    break;
            }

            if (text.Length - position < 2) return;
            var leap = text[position..].IndexOfAny(Anchors);
            if (leap < 0) return;
            position += leap;
        }
    }

    /// <summary>Looks for what stands around a digit as one token.</summary>
    /// <returns>Where the token ends; negative when it is no number either.</returns>
    private int ScanToken(ReadOnlySpan<byte> text, int digit, ColumnIdentifiers column, long row, long? offset) =>
        ScanSpecial(text, digit, column, row, offset) is var special && special > 0 ? -special : _tokens.Scan(text, digit, column, row, offset);

    /// <summary>Whether the text may hold a token of any kind; decided once for all short cells of the same shape.</summary>
    private bool MayHoldTokens(ReadOnlySpan<byte> text, ColumnIdentifiers column)
    {
        if (text.Length > CellShape.Longest) return true;
        var shape = CellShape.Of(text);
        if (column.Shapes.Recall(shape, text.Length) is { } known) return known;
        var mayHold = _tokens.MayHold(text, !column.IsUnannounced);
        column.Shapes.Keep(shape, text.Length, mayHold);
        return mayHold;
    }

    private static int ScanEmail(ReadOnlySpan<byte> text, int at, ColumnIdentifiers column, long row, long? offset)
    {
        if (EmailAddress.Find(text, at) is not var (start, end)) return at + 1;
        column.Add(IdentifierKinds.Email, text[start..end], Sightings.Of(isValid: true, end - start == text.Length, isGrouped: false), row, offset + start);
        return end;
    }

    private int ScanColon(ReadOnlySpan<byte> text, int colon, ColumnIdentifiers column, long row, long? offset)
    {
        if (_wantsUrls && WebAddress.Find(text, colon) is var (urlStart, urlEnd) && urlEnd > 0)
            column.Add(IdentifierKinds.Url, text[urlStart..urlEnd], Sightings.Of(isValid: true, urlEnd - urlStart == text.Length, isGrouped: false), row, offset + urlStart);
        // A pair that begins with a letter is not met at a digit.
        if (colon >= 2 && AddMac(text, colon - 2, column, row, offset) is var macEnd && macEnd > 0) return macEnd;
        var (start, end, next) = InternetAddress.FindVersion6(text, colon);
        if (start < 0) return next;
        var address = text[start..end];
        column.Add(IdentifierKinds.Ipv6, address, Sightings.Of(isValid: true, address.Length == text.Length, InternetAddress.HasUsedPrefix(address)), row, offset + start);
        return next;
    }

    /// <summary>Kinds that are longer than a token or have a form of their own: addresses of devices and of digital money.</summary>
    /// <returns>The end of what was found; 0 when there is nothing of the kind.</returns>
    private static int ScanSpecial(ReadOnlySpan<byte> text, int digit, ColumnIdentifiers column, long row, long? offset)
    {
        if (text.Length - digit < 10) return 0;
        if (text[digit] == (byte)'0' && text[digit + 1] == (byte)'x' && EthereumAddress.At(text, digit) is var (ethereumEnd, isValid, hasChecksum) && ethereumEnd > 0)
        {
            column.Add(IdentifierKinds.Ethereum, text[digit..ethereumEnd], Sightings.Of(isValid, ethereumEnd - digit == text.Length, hasChecksum), row, offset + digit);
            return ethereumEnd;
        }

        if (text[digit] is (byte)'1' or (byte)'3' && BitcoinAddress.At(text, digit) is var (start, end, isRight) && end > 0)
        {
            column.Add(IdentifierKinds.Bitcoin, text[start..end], Sightings.Of(isRight, end - start == text.Length, isGrouped: false), row, offset + start);
            return end;
        }

        // The digit is one of the first pair, or of the first group of four.
        for (var first = digit; first >= Math.Max(0, digit - 3); first--)
        {
            if (first < digit && !char.IsAsciiHexDigit((char)text[first])) break;
            if (AddMac(text, first, column, row, offset) is var macEnd && macEnd > 0) return macEnd;
        }

        return 0;
    }

    private static int AddMac(ReadOnlySpan<byte> text, int start, ColumnIdentifiers column, long row, long? offset)
    {
        var end = HardwareAddress.EndAt(text, start);
        if (end == 0) return 0;
        column.Add(IdentifierKinds.Mac, text[start..end], Sightings.Of(HardwareAddress.IsDevice(text[start..end]), end - start == text.Length, isGrouped: false), row, offset + start);
        return end;
    }
}
