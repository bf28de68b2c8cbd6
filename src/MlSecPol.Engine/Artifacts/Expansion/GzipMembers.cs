using System.Buffers.Binary;
using System.IO.Compression;
using System.IO.Hashing;

namespace MlSecPol.Engine.Artifacts.Expansion;

/// <summary>Expands gzip data member by member (RFC 1952), because the framework's reader takes an early end and foreign bytes behind the data alike for its end.</summary>
internal static class GzipMembers
{
    private const int FixedHeader = 10;
    private const int LongestHeader = 1 << 16;
    private const int HeaderChecksum = 2, Extra = 4, Name = 8, Comment = 16;

    internal static ExpandedContent Expand(ByteSource source, ExpansionBudget budget, CancellationToken token)
    {
        var sink = budget.NewSink();
        try
        {
            long at = 0;
            Span<byte> trailer = stackalloc byte[8];
            while (at < source.Length)
            {
                token.ThrowIfCancellationRequested();
                var start = DataStart(source, at);
                if (start is null) return at == 0 ? new ExpandedContent(sink, ExpandedContent.Short()) : new ExpandedContent(sink, null) { TrailingOffset = at };
                var before = sink.Length;
                var checksum = new Crc32();
                using var input = new SourceStream(source.Slice(start.Value, source.Length), token);
                using var deflate = new DeflateStream(input, CompressionMode.Decompress, leaveOpen: true);
                if (ExpandedContent.Append(sink, deflate, budget, checksum, token) is { } broken) return new ExpandedContent(sink, broken);
                BinaryPrimitives.WriteUInt32LittleEndian(trailer, checksum.GetCurrentHashAsUInt32());
                BinaryPrimitives.WriteUInt32LittleEndian(trailer[4..], (uint)(sink.Length - before));
                if (Trailer.Find(source, start.Value, start.Value + input.Position, trailer) is not { } end) return new ExpandedContent(sink, ExpandedContent.Short());
                at = end;
            }

            return new ExpandedContent(sink, null);
        }
        catch (Exception e) when (e is not ArtifactException)
        {
            sink.Dispose();
            throw;
        }
    }

    /// <summary>Where the deflate data of the member at an offset begins; null when there is no member.</summary>
    private static long? DataStart(ByteSource source, long at)
    {
        var header = new byte[Math.Min(LongestHeader, source.Length - at)];
        ReadOnlySpan<byte> bytes = header.AsSpan(0, source.Read(at, header));
        if (bytes.Length < FixedHeader || !bytes.StartsWith((ReadOnlySpan<byte>)[0x1F, 0x8B, 0x08])) return null;
        var flags = bytes[3];
        var length = FixedHeader;
        if ((flags & Extra) != 0)
        {
            if (bytes.Length < length + 2) return null;
            length += 2 + BinaryPrimitives.ReadUInt16LittleEndian(bytes[length..]);
        }

        foreach (var text in (ReadOnlySpan<int>)[Name, Comment])
        {
            if ((flags & text) == 0) continue;
            var end = length < bytes.Length ? bytes[length..].IndexOf((byte)0) : -1;
            if (end < 0) return null;
            length += end + 1;
        }

        if ((flags & HeaderChecksum) != 0) length += 2;
        return length < bytes.Length ? at + length : null;
    }
}
