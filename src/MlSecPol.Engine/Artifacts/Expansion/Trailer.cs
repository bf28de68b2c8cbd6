namespace MlSecPol.Engine.Artifacts.Expansion;

/// <summary>
/// Finds where compressed data really ends. A decompressor reads ahead in pieces of a few kilobytes, so its position does not tell; the checksum behind the data does.
/// </summary>
internal static class Trailer
{
    private const int ReadAhead = 1 << 15;

    /// <summary>Completes a result with what follows the trailer; a trailer that is not there means that the data is cut off or changed.</summary>
    /// <param name="source">The compressed content.</param>
    /// <param name="expanded">What came out; its trailing offset, if any, is where the decompressor stopped reading.</param>
    /// <param name="trailer">The bytes that have to stand behind the data.</param>
    internal static ExpandedContent Locate(ByteSource source, ExpandedContent expanded, ReadOnlySpan<byte> trailer)
    {
        if (Find(source, 0, expanded.TrailingOffset ?? source.Length, trailer) is not { } end) return expanded with { Break = ExpandedContent.Short() };
        return expanded with { TrailingOffset = end < source.Length ? end : null };
    }

    /// <summary>The first byte behind the trailer; null when it does not stand near the place where the decompressor stopped.</summary>
    internal static long? Find(ByteSource source, long from, long stopped, ReadOnlySpan<byte> trailer)
    {
        var start = Math.Max(from, stopped - ReadAhead);
        var window = new byte[Math.Min(source.Length, stopped + trailer.Length) - start];
        var at = window.AsSpan(0, source.Read(start, window)).LastIndexOf(trailer);
        return at < 0 ? null : start + at + trailer.Length;
    }
}
