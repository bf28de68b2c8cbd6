using System.Buffers.Binary;
using System.IO.Compression;
using System.IO.Hashing;
using K4os.Compression.LZ4.Streams;
using SharpCompress.Compressors.BZip2;
using SharpCompress.Compressors.LZMA;

namespace MlSecPol.Engine.Artifacts.Expansion;

/// <summary>Expands one layer of compression, within the limits.</summary>
internal static class Decompressor
{
    private const int LzmaHeaderLength = 13;
    private const int LzmaPropertiesLength = 5;

    /// <summary>Whether <see cref="Expand"/> reads the format.</summary>
    internal static bool Reads(ArtifactFormat format) =>
        format is ArtifactFormat.Gzip or ArtifactFormat.Zlib or ArtifactFormat.Bzip2 or ArtifactFormat.Xz or ArtifactFormat.Lzma
            or ArtifactFormat.Lz4 or ArtifactFormat.Zstandard;

    /// <summary>Expands content of a format that <see cref="Reads"/> names.</summary>
    internal static ExpandedContent Expand(ByteSource source, ArtifactFormat format, ExpansionBudget budget, CancellationToken token) => format switch
    {
        ArtifactFormat.Gzip => GzipMembers.Expand(source, budget, token),
        ArtifactFormat.Zlib => Zlib(source, budget, token),
        ArtifactFormat.Bzip2 => From(source, s => BZip2Stream.Create(s, SharpCompress.Compressors.CompressionMode.Decompress, decompressConcatenated: true, leaveOpen: true), budget, token),
        ArtifactFormat.Xz => XzBlocks.Expand(source, budget, token),
        ArtifactFormat.Lzma => LzmaAlone(source, budget, token),
        ArtifactFormat.Zstandard => ZstandardFrames.Expand(source, budget, token),
        ArtifactFormat.Lz4 when Lz4Legacy.Begins(source) => Lz4Legacy.Expand(source, budget, token),
        ArtifactFormat.Lz4 when Lz4Legacy.SkippedFrames(source) is > 0 and var begin => Expand(source.Slice(begin, source.Length - begin), format, budget, token),
        ArtifactFormat.Lz4 => From(source, s => LZ4Stream.Decode(s, extraMemory: 0, leaveOpen: true), budget, token),
        _ => throw new ArgumentOutOfRangeException(nameof(format), format, "not a format that is expanded"),
    };

    /// <summary>Expands raw deflate data, as members of zip archives have it; a checksum sees all of it, kept or not.</summary>
    internal static ExpandedContent Deflate(ByteSource source, ExpansionBudget budget, CancellationToken token, NonCryptographicHashAlgorithm? checksum = null) =>
        From(source, s => new DeflateStream(s, CompressionMode.Decompress, leaveOpen: true), budget, token, checksum);

    /// <summary>A window that an lzma stream asks for; refused when it is larger than allowed.</summary>
    internal static void CheckWindow(long window, ArtifactLimits limits)
    {
        if (window <= limits.DictionaryBytes) return;
        throw new ArtifactException(
            ArtifactErrorKind.LimitReached,
            $"The data asks for a window of {window} bytes (limit {nameof(ArtifactLimits.DictionaryBytes)}).",
            $"If the file is trusted, raise {nameof(ArtifactLimits.DictionaryBytes)} in the settings.");
    }

    /// <summary>Bytes of the lzma format whose header states them: properties, window, size.</summary>
    internal static ExpandedContent LzmaAlone(ByteSource source, ExpansionBudget budget, CancellationToken token)
    {
        var header = new byte[LzmaHeaderLength];
        if (source.Read(0, header) < header.Length) return Empty(budget, new ArtifactException(ArtifactErrorKind.Malformed, "The lzma header is cut off.", "Get an undamaged copy of the file."));
        var size = BinaryPrimitives.ReadInt64LittleEndian(header.AsSpan(LzmaPropertiesLength));
        return Lzma(source.Slice(LzmaHeaderLength, source.Length), header.AsSpan(0, LzmaPropertiesLength), size, budget, token);
    }

    /// <summary>Raw lzma data with its five bytes of properties; the size is -1 where an end mark tells it.</summary>
    internal static ExpandedContent Lzma(ByteSource data, ReadOnlySpan<byte> properties, long size, ExpansionBudget budget, CancellationToken token)
    {
        var window = BinaryPrimitives.ReadUInt32LittleEndian(properties[1..]);
        if (size >= 0) window = (uint)Math.Min(window, Math.Max(4096, size));
        var copy = properties.ToArray();
        BinaryPrimitives.WriteUInt32LittleEndian(copy.AsSpan(1), window);
        var expanded = From(data, Open, budget, token);
        return expanded.Break is null && size >= 0 && expanded.Content.Length < size ? expanded with { Break = ExpandedContent.Short() } : expanded;

        Stream Open(Stream input)
        {
            CheckWindow(window, budget.Limits);
            return LzmaStream.Create(copy, input, -1, size, leaveOpen: true);
        }
    }

    /// <summary>Raw lzma2 data; its one byte of properties states the window.</summary>
    internal static ExpandedContent Lzma2(ByteSource data, byte property, ExpansionBudget budget, CancellationToken token)
    {
        return From(data, Open, budget, token);

        Stream Open(Stream input)
        {
            CheckWindow(Lzma2Window(property), budget.Limits);
            return LzmaStream.Create([property], input, -1, -1, null, isLzma2: true, leaveOpen: true);
        }
    }

    /// <summary>The window that a byte of lzma2 properties asks for.</summary>
    internal static long Lzma2Window(byte property) => property >= 40 ? uint.MaxValue : (2L | (uint)(property & 1)) << ((property / 2) + 11);

    private static ExpandedContent Zlib(ByteSource source, ExpansionBudget budget, CancellationToken token)
    {
        // The framework takes an early end of input for the end of the data; the checksum at the end tells the two apart.
        var checksum = new Adler32();
        var expanded = From(source, s => new ZLibStream(s, CompressionMode.Decompress, leaveOpen: true), budget, token, checksum);
        return expanded.Break is null ? Trailer.Locate(source, expanded, checksum.GetCurrentHash()) : expanded;
    }

    private static ExpandedContent From(ByteSource source, Func<Stream, Stream> open, ExpansionBudget budget, CancellationToken token, NonCryptographicHashAlgorithm? checksum = null)
    {
        using var input = new SourceStream(source, token);
        try
        {
            using var stream = open(input);
            var expanded = ExpandedContent.From(stream, budget, checksum, token);
            return input.Position < source.Length && expanded.Break is null ? expanded with { TrailingOffset = input.Position } : expanded;
        }
        catch (ArtifactException e)
        {
            return Empty(budget, e);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            return Empty(budget, ExpandedContent.Broken(e));
        }
    }

    private static ExpandedContent Empty(ExpansionBudget budget, ArtifactException cause) => new(budget.NewSink(), cause);
}
