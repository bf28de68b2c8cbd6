using System.Buffers;
using System.Buffers.Binary;
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

    /// <summary>Whether bytes can unpack to a length at all; the widest copies of snappy and lz4 bound it, so that a false length costs no memory.</summary>
    internal static bool IsPlausible(long packed, long unpacked, int longestCopy) => unpacked <= packed * longestCopy;

    /// <summary>Unpacks a stream, and makes room only for what comes out of it.</summary>
    /// <param name="open">Opens the stream that unpacks.</param>
    /// <param name="buffer">Takes the bytes; a larger one from the pool replaces it.</param>
    /// <param name="length">Bytes that must come out.</param>
    /// <param name="token">Ends the unpacking.</param>
    internal static bool Streamed(Func<Stream> open, ref byte[] buffer, int length, CancellationToken token)
    {
        const int First = 64 * 1024;
        try
        {
            using var stream = open();
            for (var filled = 0; filled < length;)
            {
                token.ThrowIfCancellationRequested();
                if (filled == buffer.Length)
                {
                    var larger = ArrayPool<byte>.Shared.Rent((int)Math.Min(length, Math.Max(First, filled * 2L)));
                    buffer.AsSpan(0, filled).CopyTo(larger);
                    ArrayPool<byte>.Shared.Return(buffer);
                    buffer = larger;
                }

                var read = stream.Read(buffer.AsSpan(filled, Math.Min(length, buffer.Length) - filled));
                if (read == 0) return false;
                filled += read;
            }

            return stream.ReadByte() < 0;
        }
        catch (Exception e) when (e is InvalidDataException or InvalidOperationException or IOException)
        {
            return false;
        }
    }

    /// <summary>Unpacks what the decompressors of whole files know.</summary>
    /// <returns>The content; null where it has another length or breaks off.</returns>
    internal static ByteSource? Expanded(ByteSource source, ArtifactFormat format, int length, ArtifactLimits limits, CancellationToken token)
    {
        var budget = new ExpansionBudget(limits with { BufferedBytes = Math.Max(limits.BufferedBytes, length), ExpandedBytes = Math.Max(1, length), RatioFreeBytes = long.MaxValue }, length);
        var expanded = Decompressor.Expand(source, format, budget, token);
        if (expanded.Break is null && expanded.Content.Length == length) return expanded.Content;
        expanded.Content.Dispose();
        return expanded.Break is { Kind: ArtifactErrorKind.ReadFailed } failed ? throw failed : null;
    }
}
