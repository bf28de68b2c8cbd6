using System.Globalization;

namespace MlSecPol.Engine.Datasets.Text;

/// <summary>What the bytes that are no UTF-8 look like in the single-byte encodings that are most often mistaken for it.</summary>
internal sealed class LegacyEncodingEvidence
{
    // Windows-1252 leaves these bytes undefined.
    private static ReadOnlySpan<byte> Undefined1252 => [0x81, 0x8D, 0x8F, 0x90, 0x9D];

    private long _printable;
    private long _windowsOnly;
    private long _impossible;

    internal void Add(ReadOnlySpan<byte> sequence)
    {
        foreach (var b in sequence)
        {
            if (b >= 0xA0) _printable++;
            else if (Undefined1252.Contains(b)) _impossible++;
            else if (b >= 0x80) _windowsOnly++;
        }
    }

    /// <summary>The likely encoding with its evidence; null without evidence.</summary>
    public override string? ToString()
    {
        if (_printable + _windowsOnly + _impossible == 0) return null;
        if (_impossible > 0) return string.Create(CultureInfo.InvariantCulture, $"none of Latin-1 and Windows-1252: {_impossible} {(_impossible == 1 ? "byte has" : "bytes have")} no character there");
        return _windowsOnly > 0
            ? string.Create(CultureInfo.InvariantCulture, $"Windows-1252: {_windowsOnly} of the invalid bytes {(_windowsOnly == 1 ? "lies" : "lie")} in 80-9F, where Latin-1 has only controls")
            : string.Create(CultureInfo.InvariantCulture, $"Latin-1 or Windows-1252: {(_printable == 1 ? "the invalid byte lies" : $"all {_printable} invalid bytes lie")} in A0-FF, where both have letters and signs");
    }
}
