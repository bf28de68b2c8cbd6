using System.Buffers.Binary;
using SharpCompress.Compressors.ZStandard;

namespace MlSecPol.Engine.Artifacts.Expansion;

/// <summary>
/// Walks the frames of Zstandard data (RFC 8878, section 3.1) and leaves only their content to the library, so that the window that each asks for is checked before
/// it is made, skippable frames are passed over, and what follows the last frame is known to the byte.
/// </summary>
internal static class ZstandardFrames
{
    private const uint Signature = 0xFD2FB528;
    private const uint Skippable = 0x184D2A50;
    private const int WordLength = 4;
    private const int BlockHeader = 3;
    private const int LongestHeader = 18;
    private const int ReadAhead = 1 << 16;

    internal static ExpandedContent Expand(ByteSource source, ExpansionBudget budget, CancellationToken token)
    {
        var sink = budget.NewSink();
        try
        {
            long at = 0;
            while (at < source.Length)
            {
                token.ThrowIfCancellationRequested();
                var signature = Word(source, at);
                if ((signature & 0xFFFFFFF0) == Skippable && Word(source, at + WordLength) is { } length)
                {
                    at += (2 * WordLength) + (long)length;
                    if (at > source.Length) return new ExpandedContent(sink, ExpandedContent.Short());
                    continue;
                }

                if (signature != Signature) return at == 0 ? new ExpandedContent(sink, ExpandedContent.Short()) : new ExpandedContent(sink, null) { TrailingOffset = at };
                var end = Walk(source, at, budget.Limits, token);
                using var input = new SourceStream(source.Slice(at, Math.Min(end, source.Length) - at), token);
                using var frame = new DecompressionStream(input, ReadAhead, checkEndOfStream: true, leaveOpen: true);
                if (ExpandedContent.Append(sink, frame, budget, null, token) is { } broken) return new ExpandedContent(sink, broken);
                if (end > source.Length) return new ExpandedContent(sink, ExpandedContent.Short());
                at = end;
            }

            return new ExpandedContent(sink, null);
        }
        catch (ArtifactException e)
        {
            return new ExpandedContent(sink, e);
        }
        catch (OperationCanceledException)
        {
            sink.Dispose();
            throw;
        }
    }

    /// <summary>The first byte behind the frame, beyond the source where it is cut off.</summary>
    private static long Walk(ByteSource source, long start, ArtifactLimits limits, CancellationToken token)
    {
        Span<byte> header = stackalloc byte[LongestHeader];
        header = header[..source.Read(start, header)];
        var at = start + HeaderLength(header, limits);
        Span<byte> block = stackalloc byte[BlockHeader];
        for (; ; )
        {
            token.ThrowIfCancellationRequested();
            if (source.Read(at, block) < BlockHeader) return long.MaxValue;
            var word = block[0] | (block[1] << 8) | (block[2] << 16);
            // Raw and compressed blocks have their length, repeated bytes are one.
            at += BlockHeader + ((word >> 1) & 3) switch { 1 => 1, _ => word >> 3 };
            if ((word & 1) != 0) break;
        }

        return (header[WordLength] & 0x04) != 0 ? at + WordLength : at;
    }

    private static int HeaderLength(ReadOnlySpan<byte> header, ArtifactLimits limits)
    {
        if (header.Length <= WordLength + 1) throw ExpandedContent.Short();
        var descriptor = header[WordLength];
        var isSingle = (descriptor & 0x20) != 0;
        var dictionary = (descriptor & 3) switch { 0 => 0, 1 => 1, 2 => 2, _ => 4 };
        var size = (descriptor >> 6) switch { 0 => isSingle ? 1 : 0, 1 => 2, 2 => 4, _ => 8 };
        var at = WordLength + 1;
        if (!isSingle)
        {
            var (exponent, mantissa) = (header[at] >> 3, header[at] & 7);
            var window = 1L << (10 + exponent);
            Decompressor.CheckWindow(window + (window / 8 * mantissa), limits);
            at++;
        }

        at += dictionary;
        if (header.Length < at + size) throw ExpandedContent.Short();
        if (isSingle)
        {
            // The content is its own window.
            var stated = size switch { 1 => header[at], 2 => BinaryPrimitives.ReadUInt16LittleEndian(header[at..]) + 256, 4 => BinaryPrimitives.ReadUInt32LittleEndian(header[at..]), _ => BinaryPrimitives.ReadInt64LittleEndian(header[at..]) };
            Decompressor.CheckWindow(stated < 0 ? long.MaxValue : stated, limits);
        }

        return at + size;
    }

    private static uint? Word(ByteSource source, long at)
    {
        Span<byte> word = stackalloc byte[WordLength];
        return source.Read(at, word) == word.Length ? BinaryPrimitives.ReadUInt32LittleEndian(word) : null;
    }
}
