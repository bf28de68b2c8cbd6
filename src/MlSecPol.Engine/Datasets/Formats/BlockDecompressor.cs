using System.Buffers.Binary;
using System.IO.Compression;
using K4os.Compression.LZ4;
using MlSecPol.Engine.Artifacts;
using MlSecPol.Engine.Artifacts.Expansion;

namespace MlSecPol.Engine.Datasets.Formats;

/// <summary>
/// Unpacks blocks whose unpacked length is known beforehand, into a buffer of that length: whatever would write more, or writes less, is malformed.
/// </summary>
internal static class BlockDecompressor
{
    /// <summary>Unpacks a raw block of Snappy.</summary>
    internal static bool Snappy(ReadOnlySpan<byte> source, Span<byte> target)
    {
        var (at, stated) = (0, 0UL);
        for (var shift = 0; ; shift += 7)
        {
            if (at >= source.Length || shift > 28) return false;
            stated |= (ulong)(source[at] & 0x7F) << shift;
            if (source[at++] < 0x80) break;
        }

        if (stated != (ulong)target.Length) return false;
        var written = 0;
        while (at < source.Length)
        {
            var tag = source[at++];
            if ((tag & 3) == 0)
            {
                var length = tag >> 2;
                if (length >= 60)
                {
                    var extra = length - 59;
                    if (extra > source.Length - at) return false;
                    length = 0;
                    for (var i = 0; i < extra; i++) length |= source[at + i] << (8 * i);
                    at += extra;
                }

                length++;
                if (length <= 0 || length > source.Length - at || length > target.Length - written) return false;
                source.Slice(at, length).CopyTo(target[written..]);
                at += length;
                written += length;
                continue;
            }

            var (count, offset, size) = (tag & 3) switch
            {
                1 => (((tag >> 2) & 7) + 4, (tag >> 5) << 8, 1),
                2 => ((tag >> 2) + 1, 0, 2),
                _ => ((tag >> 2) + 1, 0, 4),
            };
            if (size > source.Length - at) return false;
            offset |= size switch { 1 => source[at], 2 => BinaryPrimitives.ReadUInt16LittleEndian(source[at..]), _ => BinaryPrimitives.ReadInt32LittleEndian(source[at..]) };
            at += size;
            if (offset <= 0 || offset > written || count > target.Length - written) return false;
            // The copy may overlap what it writes.
            for (var i = 0; i < count; i++, written++) target[written] = target[written - offset];
        }

        return written == target.Length;
    }

    /// <summary>Unpacks a raw block of lz4.</summary>
    internal static bool Lz4(ReadOnlySpan<byte> source, Span<byte> target) => LZ4Codec.Decode(source, target) == target.Length;

    /// <summary>Unpacks blocks of lz4 as Hadoop frames them: unpacked length, packed length, block.</summary>
    internal static bool Lz4Hadoop(ReadOnlySpan<byte> source, Span<byte> target)
    {
        const int Head = 8;
        var written = 0;
        while (source.Length >= Head)
        {
            var (unpacked, packed) = (BinaryPrimitives.ReadInt32BigEndian(source), BinaryPrimitives.ReadInt32BigEndian(source[4..]));
            if (packed < 0 || packed > source.Length - Head || unpacked < 0 || unpacked > target.Length - written) return false;
            if (!Lz4(source.Slice(Head, packed), target.Slice(written, unpacked))) return false;
            written += unpacked;
            source = source[(Head + packed)..];
        }

        return source.IsEmpty && written == target.Length;
    }

    /// <summary>Unpacks brotli.</summary>
    internal static bool Brotli(ReadOnlySpan<byte> source, Span<byte> target) => BrotliDecoder.TryDecompress(source, target, out var written) && written == target.Length;

    /// <summary>Unpacks gzip, all its members.</summary>
    internal static bool Gzip(byte[] source, int length, Span<byte> target, CancellationToken token)
    {
        using var packed = new MemoryStream(source, 0, length, writable: false);
        using var stream = new GZipStream(packed, CompressionMode.Decompress);
        return Fill(stream, target, token);
    }

    /// <summary>Unpacks what the decompressors of whole files know.</summary>
    internal static bool Stream(ByteSource source, ArtifactFormat format, Span<byte> target, ArtifactLimits limits, CancellationToken token)
    {
        var budget = new ExpansionBudget(limits with { BufferedBytes = Math.Max(limits.BufferedBytes, target.Length), ExpandedBytes = Math.Max(1, target.Length), RatioFreeBytes = long.MaxValue }, target.Length);
        var expanded = Decompressor.Expand(source, format, budget, token);
        using var content = expanded.Content;
        if (expanded.Break is { Kind: ArtifactErrorKind.ReadFailed } failed) throw failed;
        return expanded.Break is null && content.Length == target.Length && content.Read(0, target) == target.Length;
    }

    private static bool Fill(Stream stream, Span<byte> target, CancellationToken token)
    {
        try
        {
            while (!target.IsEmpty)
            {
                token.ThrowIfCancellationRequested();
                var read = stream.Read(target[..Math.Min(target.Length, 1 << 20)]);
                if (read == 0) return false;
                target = target[read..];
            }

            return stream.ReadByte() < 0;
        }
        catch (InvalidDataException)
        {
            return false;
        }
    }
}
