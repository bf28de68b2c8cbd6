using System.IO.Compression;
using System.Text;
using MlSecPol.Engine.Artifacts;
using MlSecPol.Engine.Tests.Models;
using Xunit;

namespace MlSecPol.Engine.Tests.Artifacts;

public class FormatDetectorTests
{
    [Theory]
    [InlineData("", ArtifactFormat.Empty)]
    [InlineData("a,b\n1,2\n3,4\n", ArtifactFormat.Csv)]
    [InlineData("a\tb\n1\t2\n", ArtifactFormat.Tsv)]
    [InlineData("{\"a\":1}\n", ArtifactFormat.Json)]
    [InlineData("{\"a\":1}\n{\"a\":2}\n", ArtifactFormat.JsonLines)]
    [InlineData("<?xml version=\"1.0\"?><PMML/>", ArtifactFormat.Xml)]
    [InlineData("<!DOCTYPE html><p>x", ArtifactFormat.Html)]
    [InlineData("#!/bin/sh\necho\n", ArtifactFormat.Script)]
    [InlineData("version https://git-lfs.github.com/spec/v1\noid sha256:0\n", ArtifactFormat.LfsPointer)]
    [InlineData("cat\ndog\nhello world, ok\n", ArtifactFormat.Text)]
    [InlineData("Nothing in particular.\n", ArtifactFormat.Text)]
    [InlineData("x^2 + y^2 is a circle\n", ArtifactFormat.Text)]
    [InlineData("PAR1....", ArtifactFormat.Parquet)]
    [InlineData("ARROW1\0\0", ArtifactFormat.Arrow)]
    [InlineData("%PDF-1.7\n", ArtifactFormat.Pdf)]
    [InlineData("GGUF\u0003\0\0\0", ArtifactFormat.Gguf)]
    [InlineData("SQLite format 3\0", ArtifactFormat.Sqlite)]
    public void Content_decides(string content, ArtifactFormat expected) => Assert.Equal(expected, Strongest(Encoding.UTF8.GetBytes(content)));

    [Theory]
    [InlineData("(dp0\nS'a'\np1\nI1\ns.")]
    [InlineData("cos\ngetcwd\n(tR.")]
    [InlineData("(ios\ngetcwd\n.")]
    [InlineData("(S'os'\nS'x'\ntp0\n.")]
    public void A_pickle_of_protocol_0_is_seen_in_text(string pickle) => Assert.Equal(ArtifactFormat.Pickle, Strongest(Encoding.ASCII.GetBytes(pickle)));

    [Fact]
    public void A_pickle_that_breaks_after_its_call_is_a_pickle() => Assert.Equal(ArtifactFormat.Pickle, Strongest([.. Samples.Hostile[..^1], 0xFF, 0xFF]));

    [Fact]
    public void Zeros_and_noise_are_nothing()
    {
        Assert.Empty(Detect(new byte[10_000]));
        var noise = new byte[4096];
        var random = new Random(7);
        for (var i = 0; i < 2000; i++)
        {
            random.NextBytes(noise);
            Assert.NotEqual(ArtifactFormat.Pickle, FormatDetector.Sniff(noise, noise.Length));
        }
    }

    [Fact]
    public void Compressed_data_is_recognised_by_expanding_and_not_by_two_bytes()
    {
        var target = new MemoryStream();
        using (var zlib = new ZLibStream(target, CompressionLevel.Optimal, leaveOpen: true)) zlib.Write(new byte[1000]);
        Assert.Equal(ArtifactFormat.Zlib, Strongest(target.ToArray()));
        Assert.NotEqual(ArtifactFormat.Zlib, Strongest([0x78, 0x9C, .. Enumerable.Repeat((byte)0xFF, 100)]));
    }

    [Fact]
    public void An_archive_behind_something_else_is_a_second_reading()
    {
        byte[] both = [.. Samples.Plain, .. new ZipAssembler().Add("a.txt", "x"u8.ToArray()).Build()];
        Assert.Equal([new FormatReading(ArtifactFormat.Pickle, 0), new FormatReading(ArtifactFormat.Zip, Samples.Plain.Length)], Detect(both));
    }

    [Fact]
    public void Text_in_two_byte_characters_is_text() => Assert.Equal(ArtifactFormat.Csv, Strongest([0xFF, 0xFE, .. Encoding.Unicode.GetBytes("a,b\n1,2\n")]));

    [Fact]
    public void Hdf5_behind_a_user_block_is_seen()
    {
        var file = new byte[4096];
        new byte[] { 0x89, (byte)'H', (byte)'D', (byte)'F', 0x0D, 0x0A, 0x1A, 0x0A }.CopyTo(file, 1024);
        Assert.Equal([new FormatReading(ArtifactFormat.Hdf5, 1024)], Detect(file));
    }

    [Fact]
    public void Every_format_has_a_name()
    {
        foreach (var format in Enum.GetValues<ArtifactFormat>()) Assert.NotEmpty(FormatCatalogue.Describe(format).DisplayName);
    }

    private static IReadOnlyList<FormatReading> Detect(byte[] content)
    {
        using var source = new MemorySource(content);
        return FormatDetector.Detect(source);
    }

    private static ArtifactFormat Strongest(byte[] content) => Detect(content) is [var first, ..] ? first.Format : ArtifactFormat.Unknown;
}
