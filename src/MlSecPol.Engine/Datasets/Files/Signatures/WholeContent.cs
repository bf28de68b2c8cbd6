using System.Buffers;

namespace MlSecPol.Engine.Datasets.Files.Signatures;

/// <summary>Keeps a content for schemes that sign it as a whole instead of its digest, up to a size.</summary>
internal sealed class WholeContent
{
    /// <summary>Most bytes that are kept.</summary>
    internal const int Longest = 64 << 20;

    private readonly ArrayBufferWriter<byte> _bytes = new();

    /// <summary>Whether there was more than is kept.</summary>
    internal bool IsTooLong { get; private set; }

    /// <summary>What was kept.</summary>
    internal byte[] Bytes => _bytes.WrittenSpan.ToArray();

    internal void Append(ReadOnlySpan<byte> block)
    {
        IsTooLong |= _bytes.WrittenCount + block.Length > Longest;
        if (!IsTooLong) _bytes.Write(block);
    }
}
