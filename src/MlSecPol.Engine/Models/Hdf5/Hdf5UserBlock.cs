using MlSecPol.Engine.Artifacts;
using MlSecPol.Engine.Models.Containers;

namespace MlSecPol.Engine.Models.Hdf5;

/// <summary>The bytes before the superblock belong to the user: text there is customary, anything else is nobody's.</summary>
internal static class Hdf5UserBlock
{
    internal static void Read(ByteSource content, long length, string? member, int depth, FactsBuilder facts)
    {
        Span<byte> buffer = stackalloc byte[FormatDetector.HeadLength];
        ReadOnlySpan<byte> head = buffer[..content.Read(0, buffer[..(int)Math.Min(buffer.Length, length)])];
        head = head.TrimEnd((byte)0);
        if (FormatDetector.Sniff(head, head.Length) is ArtifactFormat.Empty or ArtifactFormat.Text or ArtifactFormat.Csv or ArtifactFormat.Tsv or ArtifactFormat.Json or ArtifactFormat.Xml) return;
        UnownedReader.Read(content, new ByteRange(0, length), member, depth, facts);
    }
}
