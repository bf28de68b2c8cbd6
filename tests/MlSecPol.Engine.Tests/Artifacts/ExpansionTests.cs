using System.IO.Compression;
using K4os.Compression.LZ4.Streams;
using MlSecPol.Engine.Artifacts;
using MlSecPol.Engine.Artifacts.Expansion;
using Xunit;

namespace MlSecPol.Engine.Tests.Artifacts;

public class ExpansionTests
{
    private static readonly byte[] Content = [.. Enumerable.Range(0, 100_000).Select(i => (byte)(i * 7 >> 3))];

    // The text "hello hello hello hello", compressed by the lzma and bz2 modules of Python 3; the window of the first is 4 KiB.
    private static readonly byte[] Xz = Convert.FromHexString("FD377A585A000004E6D6B4460200210100000000372797D6E00016000C5D00341949DB855C67DE75610000008943DBEA0334E4D000012817469E08FE1FB6F37D010000000004595A");
    private static readonly byte[] LzmaAlone = Convert.FromHexString("5D00004000FFFFFFFFFFFFFFFF00341949DB855C67DE87F95FFFFFF7420000");
    private static readonly byte[] Bzip2 = Convert.FromHexString("425A683931415926535902F8B0BD000003910040000244A00030CD00548696719B38A3C5DC914E142400BE2C2F40");

    public static TheoryData<ArtifactFormat, byte[]> Others => new()
    {
        { ArtifactFormat.Xz, Xz },
        { ArtifactFormat.Xz, [.. Xz, 0, 0, 0, 0] },
        { ArtifactFormat.Lzma, LzmaAlone },
        { ArtifactFormat.Bzip2, Bzip2 },
        { ArtifactFormat.Lz4, Compressed("hello hello hello hello"u8.ToArray(), t => LZ4Stream.Encode(t, leaveOpen: true)) },
    };

    [Theory]
    [MemberData(nameof(Others))]
    public void Other_compressions_are_read(ArtifactFormat format, byte[] compressed)
    {
        Same(compressed, format, "hello hello hello hello"u8.ToArray());
        using var cut = new MemorySource(compressed.AsMemory(0, 20));
        Assert.NotNull(Expand(cut, format).Break);
    }

    [Fact]
    public void Gzip_in_several_members_is_read_to_the_end() => Same([.. Gzip(Content), .. Gzip(Content)], ArtifactFormat.Gzip, [.. Content, .. Content]);

    [Fact]
    public void Zlib_is_read() => Same(Zlib(Content), ArtifactFormat.Zlib, Content);

    [Theory]
    [InlineData(ArtifactFormat.Gzip)]
    [InlineData(ArtifactFormat.Zlib)]
    public void Cut_off_data_gives_what_there_was_and_says_so(ArtifactFormat format)
    {
        var whole = format == ArtifactFormat.Gzip ? Gzip(Content) : Zlib(Content);
        foreach (var cut in new[] { 1, 4, 9, whole.Length / 2 })
        {
            using var source = new MemorySource(whole.AsMemory(0, whole.Length - cut));
            var expanded = Expand(source, format);
            Assert.NotNull(expanded.Break);
            Assert.InRange(expanded.Content.Length, 0, Content.Length);
        }
    }

    [Theory]
    [InlineData(ArtifactFormat.Gzip, 1)]
    [InlineData(ArtifactFormat.Gzip, 100_000)]
    [InlineData(ArtifactFormat.Zlib, 1)]
    [InlineData(ArtifactFormat.Zlib, 100_000)]
    public void What_follows_the_data_is_told(ArtifactFormat format, int length)
    {
        var whole = format == ArtifactFormat.Gzip ? Gzip(Content) : Zlib(Content);
        using var source = new MemorySource((byte[])[.. whole, .. new byte[length]]);
        var expanded = Expand(source, format);
        Assert.Null(expanded.Break);
        Assert.Equal(whole.Length, expanded.TrailingOffset);
    }

    [Fact]
    public void An_xz_block_that_asks_for_a_huge_window_is_refused()
    {
        var huge = (byte[])Xz.Clone();
        huge[16] = 40;
        using var source = new MemorySource(huge);
        var cause = Expand(source, ArtifactFormat.Xz).Break;
        Assert.Equal(ArtifactErrorKind.LimitReached, cause!.Kind);
        Assert.Contains(nameof(ArtifactLimits.DictionaryBytes), cause.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_bomb_ends_at_the_limit_with_its_name()
    {
        using var source = new MemorySource(Gzip(new byte[1 << 20]));
        var expanded = Expand(source, ArtifactFormat.Gzip, new ArtifactLimits { RatioFreeBytes = 1000, ExpansionRatio = 10 });
        Assert.Equal(ArtifactErrorKind.LimitReached, expanded.Break!.Kind);
        Assert.Contains(nameof(ArtifactLimits.ExpansionRatio), expanded.Break.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void What_does_not_fit_into_memory_is_the_same_from_the_temporary_file()
    {
        byte[] content = [.. new byte[5000], .. Content, .. new byte[70_000]];
        using var source = new MemorySource(Gzip(content));
        using var expanded = Expand(source, ArtifactFormat.Gzip, new ArtifactLimits { BufferedBytes = 4096 }).Content;
        var read = new byte[content.Length];
        Assert.Equal(content.Length, expanded.Read(0, read));
        Assert.Equal(content, read);
        Assert.Equal(content[5003], ReadByte(expanded, 5003));
    }

    private static byte ReadByte(ByteSource source, long at)
    {
        Span<byte> one = stackalloc byte[1];
        Assert.Equal(1, source.Read(at, one));
        return one[0];
    }

    private static void Same(byte[] compressed, ArtifactFormat format, byte[] expected)
    {
        using var source = new MemorySource(compressed);
        var expanded = Expand(source, format);
        Assert.Null(expanded.Break);
        Assert.Null(expanded.TrailingOffset);
        var read = new byte[expected.Length];
        Assert.Equal(expected.Length, expanded.Content.Length);
        expanded.Content.Read(0, read);
        Assert.Equal(expected, read);
    }

    private static ExpandedContent Expand(ByteSource source, ArtifactFormat format, ArtifactLimits? limits = null) =>
        Decompressor.Expand(source, format, new ExpansionBudget(limits ?? new ArtifactLimits(), source.Length), TestContext.Current.CancellationToken);

    private static byte[] Gzip(byte[] content) => Compressed(content, t => new GZipStream(t, CompressionLevel.Fastest, leaveOpen: true));

    private static byte[] Zlib(byte[] content) => Compressed(content, t => new ZLibStream(t, CompressionLevel.Fastest, leaveOpen: true));

    private static byte[] Compressed(byte[] content, Func<Stream, Stream> open)
    {
        var target = new MemoryStream();
        using (var stream = open(target)) stream.Write(content);
        return target.ToArray();
    }
}
