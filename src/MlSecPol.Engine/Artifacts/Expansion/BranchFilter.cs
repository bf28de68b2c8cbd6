using System.Buffers.Binary;

namespace MlSecPol.Engine.Artifacts.Expansion;

/// <summary>
/// Undoes the filter that packers lay over x86 programs, and some of them over everything: the targets of calls and jumps were made absolute. What counts as a call
/// depends on the bytes before it, so the rule has to be followed to the bit.
/// </summary>
internal static class BranchFilter
{
    private const int Chunk = 1 << 16;
    private const int Window = 5;

    private static ReadOnlySpan<byte> Tolerated => [1, 1, 1, 0, 1, 0, 0, 0];

    private static ReadOnlySpan<byte> Places => [0, 1, 2, 2, 3, 3, 3, 3];

    internal static ExpandedContent Restore(ByteSource data, ExpansionBudget budget, CancellationToken token)
    {
        var sink = budget.NewSink();
        try
        {
            var buffer = new byte[Chunk];
            int kept = 0;
            uint mask = 0, position = 0;
            for (long at = 0; ;)
            {
                token.ThrowIfCancellationRequested();
                var read = data.Read(at, buffer.AsSpan(kept));
                at += read;
                var length = kept + read;
                var done = read == 0 ? length : Convert(buffer.AsSpan(0, length), ref mask, position);
                budget.Charge(done);
                sink.Append(buffer.AsSpan(0, done));
                if (read == 0) return new ExpandedContent(sink, null);
                position += (uint)done;
                kept = length - done;
                buffer.AsSpan(done, kept).CopyTo(buffer);
            }
        }
        catch (ArtifactException e)
        {
            return new ExpandedContent(sink, e);
        }
        catch
        {
            sink.Dispose();
            throw;
        }
    }

    /// <summary>Converts in place.</summary>
    /// <returns>How many bytes are final; the rest is to be handed in again with what follows.</returns>
    private static int Convert(Span<byte> bytes, ref uint mask, uint position)
    {
        if (bytes.Length < Window) return 0;
        var last = -1;
        var at = 0;
        for (; at <= bytes.Length - Window; at++)
        {
            if ((bytes[at] & 0xFE) != 0xE8) continue;
            var distance = at - last;
            last = at;
            if (distance > 3)
            {
                mask = 0;
            }
            else
            {
                mask = (mask << (distance - 1)) & 7;
                if (mask != 0 && (Tolerated[(int)mask] == 0 || IsEdge(bytes[at + 4 - Places[(int)mask]])))
                {
                    mask = ((mask << 1) & 7) | 1;
                    continue;
                }
            }

            if (!IsEdge(bytes[at + 4]))
            {
                mask = ((mask << 1) & 7) | 1;
                continue;
            }

            var target = BinaryPrimitives.ReadUInt32LittleEndian(bytes[(at + 1)..]);
            uint relative;
            for (; ; )
            {
                relative = target - (position + (uint)at + Window);
                if (mask == 0) break;
                var place = Places[(int)mask] * 8;
                if (!IsEdge((byte)(relative >> (24 - place)))) break;
                target = relative ^ ((1u << (32 - place)) - 1);
            }

            BinaryPrimitives.WriteUInt32LittleEndian(bytes[(at + 1)..], (relative & 0x01FFFFFF) | (0 - (relative & 0x01000000)));
            at += 4;
        }

        var rest = at - last;
        mask = rest > 3 ? 0 : (mask << (rest - 1)) & 7;
        return at;
    }

    private static bool IsEdge(byte value) => value is 0 or 0xFF;
}
