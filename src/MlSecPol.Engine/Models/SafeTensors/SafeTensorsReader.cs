using System.Buffers;
using System.Buffers.Binary;
using MlSecPol.Engine.Artifacts;
using MlSecPol.Engine.Models.Containers;

namespace MlSecPol.Engine.Models.SafeTensors;

/// <summary>Reads safetensors files: the length of the header in eight bytes, the header as JSON, the tensors. Only the header is read.</summary>
internal static class SafeTensorsReader
{
    private const int Prefix = 8;
    private const int Probe = 4096;

    internal static void Read(ByteSource content, string? member, FactsBuilder facts, bool otherReadings)
    {
        facts.HeadersRead++;
        Span<byte> prefix = stackalloc byte[Prefix + 1];
        var read = content.Read(0, prefix);
        var size = read < prefix.Length ? 0 : BinaryPrimitives.ReadUInt64LittleEndian(prefix);
        if (read < prefix.Length || size < 2 || size > (ulong)(content.Length - Prefix))
        {
            facts.AddDefect(HeaderDefectKind.OutOfBounds, member, 0, "header", $"The header claims {size} bytes, the file has {Math.Max(0, content.Length - Prefix)} behind the claim.");
            facts.AddGap(CoverageGapKind.Truncated, member, Prefix, "The header of the safetensors file is not there.");
            return;
        }

        if (size > (ulong)facts.Limits.HeaderBytes)
        {
            facts.AddDefect(HeaderDefectKind.Malformed, member, 0, "header", $"The header has {size} bytes; readers of the format accept at most 100000000.");
            facts.AddGap(CoverageGapKind.LimitReached, member, Prefix, $"The header has more than {facts.Limits.HeaderBytes} bytes (limit {nameof(ArtifactLimits.HeaderBytes)}).");
            return;
        }

        if (prefix[Prefix] != (byte)'{') facts.AddDefect(HeaderDefectKind.Malformed, member, Prefix, "header", "The header does not begin with a brace.");
        var header = new SafeTensorsHeader(member, facts);
        ReadHeader(content, (long)size, header, facts);
        Compare(content, Prefix + (long)size, header.Tensors, member, facts, otherReadings);
    }

    private static void ReadHeader(ByteSource content, long size, SafeTensorsHeader header, FactsBuilder facts)
    {
        const int firstBuffer = 1 << 16;
        var buffer = ArrayPool<byte>.Shared.Rent((int)Math.Min(firstBuffer, size));
        var filled = 0;
        long fetched = 0;
        try
        {
            while (true)
            {
                facts.Token.ThrowIfCancellationRequested();
                var count = content.Read(Prefix + fetched, buffer.AsSpan(filled, (int)Math.Min(buffer.Length - filled, size - fetched)));
                fetched += count;
                filled += count;
                var isLast = fetched >= size || count == 0;
                var used = header.Feed(buffer.AsSpan(0, filled), isLast);
                if (used < 0 || isLast) return;
                buffer.AsSpan(used, filled - used).CopyTo(buffer);
                filled -= used;
                if (filled < buffer.Length) continue;

                // One token is longer than the buffer.
                var larger = ArrayPool<byte>.Shared.Rent(buffer.Length * 2);
                buffer.AsSpan(0, filled).CopyTo(larger);
                ArrayPool<byte>.Shared.Return(buffer);
                buffer = larger;
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    private static void Compare(ByteSource content, long dataStart, List<TensorSpan> tensors, string? member, FactsBuilder facts, bool otherReadings)
    {
        var length = content.Length - dataStart;
        tensors.Sort((a, b) => a.Begin != b.Begin ? a.Begin.CompareTo(b.Begin) : a.End.CompareTo(b.End));
        long reached = 0, bytes = 0;
        string? last = null;
        foreach (var tensor in tensors)
        {
            facts.Token.ThrowIfCancellationRequested();
            if (tensor.End > length)
                facts.AddDefect(HeaderDefectKind.OutOfBounds, member, dataStart + tensor.Begin, tensor.Name, $"'{tensor.Name}' ends at byte {tensor.End} of the data, which has {length}.");
            if (tensor.Begin < reached && tensor.End > tensor.Begin)
                facts.AddDefect(HeaderDefectKind.Overlap, member, dataStart + tensor.Begin, tensor.Name, $"'{tensor.Name}' begins at byte {tensor.Begin} of the data, inside the tensor before it, which ends at {reached}.");
            else if (tensor.Begin > reached)
                NoteHole(content, dataStart, reached, Math.Min(tensor.Begin, length), last, member, facts);
            if (tensor.End >= reached) last = tensor.Name;
            reached = Math.Max(reached, tensor.End);
            bytes += tensor.End - tensor.Begin;
        }

        facts.AddTensors(tensors.Count, Math.Max(0, bytes));
        if (reached < length && !otherReadings) NoteHole(content, dataStart, reached, length, last, member, facts);
    }

    private static void NoteHole(ByteSource content, long dataStart, long from, long to, string? before, string? member, FactsBuilder facts)
    {
        if (to <= from) return;
        // The format forbids holes, and its own library refuses them: who fills one hides something.
        Span<byte> head = stackalloc byte[Probe];
        var isEmpty = head[..content.Read(dataStart + from, head[..(int)Math.Min(Probe, to - from)])].IndexOfAnyExcept((byte)0) < 0;
        facts.AddDefect(isEmpty ? HeaderDefectKind.Hole : HeaderDefectKind.Malformed, member, dataStart + from, before is null ? "before the first tensor" : $"behind {before}", $"{to - from} bytes of the data from byte {from} on belong to no tensor.");
        UnownedReader.Read(content, new ByteRange(dataStart + from, dataStart + to), member, 0, facts);
    }
}
