using System.Buffers;
using System.Buffers.Binary;
using K4os.Compression.LZ4;

namespace MlSecPol.Engine.Artifacts.Expansion;

/// <summary>Expands lz4 data of the legacy format: a signature, then blocks of up to 8 MB, each behind its packed length; neither an end mark nor a checksum.</summary>
internal static class Lz4Legacy
{
    private const uint Signature = 0x184C2102;
    private const int Block = 8 << 20;
    private const int WordLength = 4;

    internal static bool Begins(ByteSource source) => Word(source, 0) == Signature;

    /// <summary>Where the first frame with data begins, behind frames that decoders skip.</summary>
    internal static long SkippedFrames(ByteSource source)
    {
        long at = 0;
        while (Word(source, at) is >= 0x184D2A50 and <= 0x184D2A5F && Word(source, at + WordLength) is { } length && at + (2 * WordLength) + length < source.Length) at += (2 * WordLength) + length;
        return at;
    }

    internal static ExpandedContent Expand(ByteSource source, ExpansionBudget budget, CancellationToken token)
    {
        var sink = budget.NewSink();
        var longest = LZ4Codec.MaximumOutputSize(Block);
        var plain = ArrayPool<byte>.Shared.Rent(Block);
        var packed = Array.Empty<byte>();
        try
        {
            long at = WordLength;
            while (Word(source, at) is { } length)
            {
                token.ThrowIfCancellationRequested();
                if (length != Signature)
                {
                    // What cannot be the length of a block follows the data and does not belong to it.
                    if (length == 0 || length > longest) return new ExpandedContent(sink, null) { TrailingOffset = at };
                    if (packed.Length < length) packed = new byte[length];
                    if (source.Read(at + WordLength, packed.AsSpan(0, (int)length)) < length) return new ExpandedContent(sink, ExpandedContent.Short());
                    var count = LZ4Codec.Decode(packed.AsSpan(0, (int)length), plain.AsSpan(0, Block));
                    if (count < 0) return new ExpandedContent(sink, ExpandedContent.Short());
                    budget.Charge(count);
                    sink.Append(plain.AsSpan(0, count));
                    at += length;
                }

                at += WordLength;
            }

            return new ExpandedContent(sink, at == source.Length ? null : ExpandedContent.Short());
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
        finally
        {
            ArrayPool<byte>.Shared.Return(plain);
        }
    }

    private static uint? Word(ByteSource source, long at)
    {
        Span<byte> word = stackalloc byte[WordLength];
        return source.Read(at, word) == word.Length ? BinaryPrimitives.ReadUInt32LittleEndian(word) : null;
    }
}
