using SharpCompress.Compressors.LZMA;

namespace MlSecPol.Engine.Artifacts.Expansion;

/// <summary>
/// Walks the blocks of xz data (the format's own description, sections 2 and 3) and leaves only the lzma2 data in them to the library,
/// so that the window that each block asks for is checked before it is made.
/// </summary>
internal static class XzBlocks
{
    private const int StreamHeader = 12;
    private const int Lzma2 = 0x21;

    private static ReadOnlySpan<int> CheckLengths => [0, 4, 4, 4, 8, 8, 8, 16, 16, 16, 32, 32, 32, 64, 64, 64];

    internal static ExpandedContent Expand(ByteSource source, ExpansionBudget budget, CancellationToken token)
    {
        var sink = budget.NewSink();
        try
        {
            using var input = new SourceStream(source, token);
            while (ReadStream(input, sink, budget, token))
            {
                SkipPadding(input, source);
            }

            return new ExpandedContent(sink, null) { TrailingOffset = input.Position < source.Length ? input.Position : null };
        }
        catch (ArtifactException e)
        {
            return new ExpandedContent(sink, e);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            return new ExpandedContent(sink, ExpandedContent.Broken(e));
        }
        catch
        {
            sink.Dispose();
            throw;
        }
    }

    /// <summary>Reads one stream; false, with the position unchanged, where none begins.</summary>
    private static bool ReadStream(SourceStream input, SpillSource sink, ExpansionBudget budget, CancellationToken token)
    {
        var start = input.Position;
        Span<byte> header = stackalloc byte[StreamHeader];
        if (input.ReadAtLeast(header, StreamHeader, throwOnEndOfStream: false) < StreamHeader || !header.StartsWith((ReadOnlySpan<byte>)[0xFD, (byte)'7', (byte)'z', (byte)'X', (byte)'Z', 0]))
        {
            if (start == 0) throw ExpandedContent.Short();
            input.Position = start;
            return false;
        }

        var check = header[7] & 0x0F;
        while (ReadBlock(input, sink, check, start, budget, token))
        {
        }

        // The index repeats the sizes of the blocks; its own size stands in the footer.
        SkipIndex(input, start);
        return true;
    }

    private static bool ReadBlock(SourceStream input, SpillSource sink, int check, long start, ExpansionBudget budget, CancellationToken token)
    {
        token.ThrowIfCancellationRequested();
        var size = input.ReadByte();
        if (size < 0) throw ExpandedContent.Short();
        if (size == 0) return false;
        Span<byte> header = stackalloc byte[1020];
        header = header[..((size * 4) + 3)];
        input.ReadExactly(header);
        var at = 1;
        if ((header[0] & 0x40) != 0) Number(header, ref at);
        if ((header[0] & 0x80) != 0) Number(header, ref at);
        if ((header[0] & 3) != 0 || Number(header, ref at) != Lzma2 || Number(header, ref at) != 1)
            throw new ArtifactException(ArtifactErrorKind.Malformed, "The xz data uses filters that are not read.", "Compress it again without filters.");
        if (at >= header.Length) throw ExpandedContent.Short();
        var code = header[at];
        Decompressor.CheckWindow(Decompressor.Lzma2Window(code), budget.Limits);
        var checksum = XzCheck.Of(check);
        using (var stream = LzmaStream.Create([code], input, -1, -1, null, isLzma2: true, leaveOpen: true))
        {
            if (ExpandedContent.Append(sink, stream, budget, checksum, token) is { } broken) throw broken;
        }

        Align(input, start);
        Span<byte> stated = stackalloc byte[CheckLengths[check]];
        if (input.ReadAtLeast(stated, stated.Length, throwOnEndOfStream: false) < stated.Length) throw ExpandedContent.Short();
        if (checksum is not null && !stated.SequenceEqual(checksum.GetCurrentHash())) throw ExpandedContent.Short();
        return true;
    }

    private static void SkipIndex(SourceStream input, long start)
    {
        var records = Number(input);
        for (var i = 0L; i < records; i++)
        {
            Number(input);
            Number(input);
        }

        Align(input, start);
        Skip(input, 4 + StreamHeader);
    }

    private static void SkipPadding(SourceStream input, ByteSource source)
    {
        Span<byte> word = stackalloc byte[4];
        while (source.Read(input.Position, word) == word.Length && word.IndexOfAnyExcept((byte)0) < 0) input.Position += word.Length;
    }

    private static void Align(SourceStream input, long start)
    {
        while ((input.Position - start) % 4 != 0) Skip(input, 1);
    }

    private static void Skip(SourceStream input, int count)
    {
        for (; count > 0; count--)
        {
            if (input.ReadByte() < 0) throw ExpandedContent.Short();
        }
    }

    private static long Number(ReadOnlySpan<byte> bytes, ref int at)
    {
        long value = 0;
        for (var shift = 0; shift < 63; shift += 7)
        {
            if (at >= bytes.Length) break;
            var b = bytes[at++];
            value |= (long)(b & 0x7F) << shift;
            if (b < 0x80) return value;
        }

        throw ExpandedContent.Short();
    }

    private static long Number(SourceStream input)
    {
        long value = 0;
        for (var shift = 0; shift < 63; shift += 7)
        {
            var b = input.ReadByte();
            if (b < 0) break;
            value |= (long)(b & 0x7F) << shift;
            if (b < 0x80) return value;
        }

        throw ExpandedContent.Short();
    }
}
