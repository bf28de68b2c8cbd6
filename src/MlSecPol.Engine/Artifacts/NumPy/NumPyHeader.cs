using System.Buffers.Binary;

namespace MlSecPol.Engine.Artifacts.NumPy;

/// <summary>Reads the header of a NumPy array file: eight bytes of magic and version, the length of the header, the header as Python text.</summary>
internal static class NumPyHeader
{
    /// <summary>Bytes before the length of the header.</summary>
    internal const int Prefix = 8;

    private const int LongestHeader = 1 << 20;

    private static ReadOnlySpan<byte> Signature => [0x93, (byte)'N', (byte)'U', (byte)'M', (byte)'P', (byte)'Y'];

    /// <summary>The header as a literal; null where there is none that can be understood.</summary>
    /// <param name="content">The array, or at least its header.</param>
    /// <param name="limits">Bounds the header.</param>
    /// <param name="dataStart">Where the data begins.</param>
    /// <param name="trouble">What is wrong; null when nothing is.</param>
    internal static PythonLiteral? Read(ByteSource content, ArtifactLimits limits, out long dataStart, out string? trouble)
    {
        dataStart = 0;
        Span<byte> prefix = stackalloc byte[Prefix + 4];
        var read = content.Read(0, prefix);
        if (read < Prefix + 2 || !prefix.StartsWith(Signature) || prefix[6] is 0 or > 3 || (prefix[6] > 1 && read < prefix.Length))
        {
            trouble = "The content does not begin as a NumPy array of version 1, 2 or 3.";
            return null;
        }

        var start = prefix[6] == 1 ? Prefix + 2 : Prefix + 4;
        long size = prefix[6] == 1 ? BinaryPrimitives.ReadUInt16LittleEndian(prefix[Prefix..]) : BinaryPrimitives.ReadUInt32LittleEndian(prefix[Prefix..]);
        if (size > Math.Min(LongestHeader, limits.HeaderBytes) || size > content.Length - start)
        {
            trouble = size > content.Length - start ? $"The header claims {size} bytes, which leave the file." : $"The header has {size} bytes (limit {nameof(ArtifactLimits.HeaderBytes)}, at most {LongestHeader} for arrays).";
            return null;
        }

        var text = new byte[size];
        content.Read(start, text);
        dataStart = start + size;
        var literal = PythonLiteral.Parse(text);
        trouble = literal is null ? "The header of the array is not plain Python text." : null;
        return literal;
    }
}
