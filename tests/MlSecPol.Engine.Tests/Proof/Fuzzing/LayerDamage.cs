using System.IO.Compression;
using K4os.Compression.LZ4.Streams;
using MlSecPol.Engine.Artifacts;
using MlSecPol.Engine.Artifacts.Expansion;
using SharpCompress.Compressors.BZip2;
using Xunit;

namespace MlSecPol.Engine.Tests.Proof.Fuzzing;

/// <summary>Damages what is compressed and compresses it again, or damages the compressed form.</summary>
internal static class LayerDamage
{
    public static byte[] Gzip(Random random, byte[] content, byte[] other) =>
        Apply(random, content, other, ArtifactFormat.Gzip, s => new GZipStream(s, CompressionLevel.Fastest, leaveOpen: true));

    public static byte[] Zlib(Random random, byte[] content, byte[] other) =>
        Apply(random, content, other, ArtifactFormat.Zlib, s => new ZLibStream(s, CompressionLevel.Fastest, leaveOpen: true));

    public static byte[] Zstandard(Random random, byte[] content, byte[] other) =>
        Apply(random, content, other, ArtifactFormat.Zstandard, s => new SharpCompress.Compressors.ZStandard.CompressionStream(s, leaveOpen: true));

    public static byte[] Lz4(Random random, byte[] content, byte[] other) =>
        Apply(random, content, other, ArtifactFormat.Lz4, s => LZ4Stream.Encode(s, leaveOpen: true));

    public static byte[] Bzip2(Random random, byte[] content, byte[] other) =>
        Apply(random, content, other, ArtifactFormat.Bzip2, s => BZip2Stream.Create(s, SharpCompress.Compressors.CompressionMode.Compress, decompressConcatenated: false, leaveOpen: true));

    private static byte[] Apply(Random random, byte[] content, byte[] other, ArtifactFormat format, Func<Stream, Stream> pack)
    {
        if (random.Next(3) == 0) return FieldDamage.Apply(random, content, other);
        using var source = new MemorySource(content);
        var limits = new ArtifactLimits();
        var expanded = Decompressor.Expand(source, format, new ExpansionBudget(limits, content.Length), TestContext.Current.CancellationToken);
        using var inner = expanded.Content;
        if (inner.Length is 0 or > 1 << 20) return FieldDamage.Apply(random, content, other);
        var bytes = new byte[inner.Length];
        inner.Read(0, bytes);
        using var packed = new MemoryStream();
        using (var stream = pack(packed)) stream.Write(StructuredMutator.Inner(random, bytes, other));
        return packed.ToArray();
    }
}
