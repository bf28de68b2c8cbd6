using System.Formats.Tar;
using System.IO.Compression;
using MlSecPol.Engine.Artifacts;
using MlSecPol.Engine.Models;
using MlSecPol.Engine.Tests.Artifacts;
using Xunit;
using Kind = MlSecPol.Engine.Artifacts.ContainerOddityKind;

namespace MlSecPol.Engine.Tests.Models;

public class ModelReaderTests
{
    [Fact]
    public void A_compressed_pickle_is_read_through_its_layers()
    {
        var facts = Samples.Read(Gzip(Zlib(Samples.Hostile)), "m.joblib");
        Assert.Equal([ArtifactFormat.Gzip, ArtifactFormat.Zlib], facts.CompressionLayers);
        Assert.True(Samples.Calls(facts));
    }

    [Fact]
    public void A_cut_off_layer_gives_what_it_held_and_a_gap()
    {
        byte[] content = [.. Samples.Hostile, .. new byte[100_000]];
        new Random(3).NextBytes(content.AsSpan(Samples.Hostile.Length));
        var whole = Gzip(content);
        var facts = Samples.Read(whole[..(whole.Length / 2)], "m.joblib");
        Assert.True(Samples.Calls(facts));
        Assert.Contains(facts.Gaps, g => g.IsError);
    }

    [Fact]
    public void A_bomb_is_an_oddity_and_a_gap_and_ends()
    {
        var facts = Samples.Read(Gzip(new byte[1 << 20]), "m.joblib", new ArtifactLimits { RatioFreeBytes = 1 << 16, ExpansionRatio = 5 });
        Assert.Contains(facts.Oddities, o => o.Kind == Kind.Bomb);
        Assert.Contains(facts.Gaps, g => g.Kind == CoverageGapKind.LimitReached);
    }

    [Fact]
    public void A_tar_archive_is_read_and_its_links_are_found()
    {
        var target = new MemoryStream();
        using (var tar = new TarWriter(target, TarEntryFormat.Pax, leaveOpen: true))
        {
            tar.WriteEntry(new PaxTarEntry(TarEntryType.RegularFile, new string('x', 150) + "/m.dat") { DataStream = new MemoryStream(Samples.Hostile) });
            tar.WriteEntry(new PaxTarEntry(TarEntryType.SymbolicLink, "link") { LinkName = "/etc/passwd" });
            tar.WriteEntry(new PaxTarEntry(TarEntryType.RegularFile, "../up") { DataStream = new MemoryStream("x"u8.ToArray()) });
        }

        var facts = Samples.Read(target.ToArray(), "m.tar");
        Assert.True(Samples.Calls(facts));
        Assert.Equal([Kind.PathTraversal, Kind.LinkOrDevice], facts.Oddities.Select(o => o.Kind).Order());
    }

    [Fact]
    public void An_archive_as_last_entry_of_a_tar_is_no_second_reading()
    {
        var target = new MemoryStream();
        using (var tar = new TarWriter(target, TarEntryFormat.Ustar, leaveOpen: true))
            tar.WriteEntry(new UstarTarEntry(TarEntryType.RegularFile, "m.pt") { DataStream = new MemoryStream(new ZipAssembler().Add("a/data.pkl", Samples.Hostile).Build()) });
        var facts = Samples.Read(target.ToArray(), "m.tar");
        Assert.Empty(facts.Oddities);
        Assert.Single(facts.Pickles);
    }

    [Fact]
    public void A_checkpoint_of_the_old_kind_owns_its_raw_storages()
    {
        var legacy = Legacy(elements: 4, stated: 4);
        var facts = Samples.Read(legacy, "m.pt");
        Assert.Equal(ArtifactFormat.TorchLegacy, facts.Format);
        Assert.Empty(facts.HeaderDefects);
        Assert.Empty(facts.UnownedRanges);
        Assert.Equal(HeaderDefectKind.SizeMismatch, Assert.Single(Samples.Read(Legacy(4, 5), "m.pt").HeaderDefects).Kind);
        Assert.Equal(HeaderDefectKind.OutOfBounds, Assert.Single(Samples.Read(legacy[..^3], "m.pt").HeaderDefects).Kind);
        Assert.True(Samples.Calls(Samples.Read([.. legacy, .. Samples.Hostile], "m.pt")));
    }

    [Theory]
    [InlineData("m.pt")]
    [InlineData("m.unknown")]
    public void Unrecognised_content_is_called_so(string name) => Assert.Equal("unrecognised content", Samples.Read([0, 1, 2, 3, 4, 5, 6, 7, 8, 9], name).UnsupportedFormat);

    [Fact]
    public void Garbage_under_the_name_of_a_pickle_is_tried_as_one() =>
        Assert.NotNull(Assert.Single(Samples.Read([0, 1, 2, 3], "m.pkl").Pickles).Report.Gap);

    [Fact]
    public void A_pickle_behind_padding_is_read()
    {
        Assert.True(Samples.Calls(Samples.Read([.. Samples.Plain, .. new byte[100_000], .. Samples.Hostile], "m.pkl")));
        Assert.True(Samples.Calls(Samples.Read([.. Samples.Plain, .. "\n \t\r\n"u8, .. Samples.Hostile], "m.pkl")));
    }

    [Fact]
    public void A_long_pickle_of_lines_is_told_from_text_by_its_name()
    {
        var list = System.Text.Encoding.ASCII.GetBytes("(lp0\n" + string.Concat(Enumerable.Range(0, 5000).Select(i => $"I{i}\na")) + ".");
        Assert.Equal(ArtifactFormat.Pickle, Samples.Read(list, "m.pkl").Format);
        Assert.Equal(ArtifactFormat.Text, Samples.Read("just a few lines\nof text\n"u8.ToArray(), "m.pkl").Format);
        Assert.Equal(ArtifactFormat.Text, Samples.Read([.. list[..^1], .. "!."u8], "m.pkl").Format);
    }

    [Fact]
    public void An_empty_file_of_text_or_of_no_kind_is_not_assessed() => Assert.All(
        new[] { "__init__.py", "LICENSE", "values.yaml", "a.md" }, n => Assert.False(Assert.Single(Samples.Read([], n).Gaps).IsError));

    [Fact]
    public void An_empty_file_is_a_gap() => Assert.Contains(Samples.Read([], "m.pt").Gaps, g => g.Kind == CoverageGapKind.Truncated);

    [Fact]
    public void A_recognised_format_that_is_not_read_is_named() => Assert.Equal("Apache Avro", Samples.Read([.. "Obj\x01"u8, .. new byte[40]], "m.avro").UnsupportedFormat);

    [Fact]
    public void Cancelling_ends_the_reading()
    {
        using var cancelled = new CancellationTokenSource();
        cancelled.Cancel();
        using var source = new MemorySource(Samples.Hostile);
        Assert.ThrowsAny<OperationCanceledException>(() => ModelReader.Read(source, "m.pkl", new ArtifactLimits(), new(), listings: false, cancelled.Token));
    }

    [Fact]
    public void A_large_checkpoint_is_read_by_its_headers_alone()
    {
        const int tensor = 1 << 20;
        var zip = new ZipAssembler().Add("m/data.pkl", Samples.Checkpoint("0", tensor / 4));
        for (var i = 0; i < 20; i++) zip.Add($"m/data/{i}", new byte[tensor]);
        var facts = Samples.Read(zip.Build(), "m.pt");
        Assert.Empty(facts.Gaps);
        Assert.InRange(facts.BytesRead, 1, 200_000);
    }

    [Fact]
    public void Changed_bytes_never_crash_a_reader()
    {
        var random = new Random(20260101);
        byte[][] seeds =
        [
            new ZipAssembler().Add("m/data.pkl", Samples.Checkpoint("0", 4), 8, descriptor: true).Add("m/data/0", new byte[16]).Build("comment"),
            new ZipAssembler().Add("a.npy", Samples.NumPy("[('a','O')]", "(1,)", Samples.Hostile), 8).Add("x.zip", new ZipAssembler().Add("b", Samples.Hostile).Build()).Build(),
            Samples.NumPy("[('a', '<f4', (2,)), ('b', 'O')]", "(1, 2)", Samples.Plain),
            Samples.SafeTensors("""{"x":{"dtype":"F32","shape":[2],"data_offsets":[0,8]},"__metadata__":{"a":"b"}}""", 8),
            Gzip(Samples.Hostile), Zlib(Samples.Hostile), Legacy(4, 4),
        ];
        string[] names = ["m.pt", "m.npz", "m.npy", "m.safetensors", "m.joblib", "m.pkl", "m"];
        for (var i = 0; i < 3000; i++)
        {
            var seed = seeds[random.Next(seeds.Length)];
            byte[] changed = random.Next(4) switch
            {
                0 => seed[..random.Next(seed.Length + 1)],
                1 => [.. seed, .. seeds[random.Next(seeds.Length)]],
                _ => [.. seed],
            };
            for (var n = random.Next(6); n > 0 && changed.Length > 0; n--) changed[random.Next(changed.Length)] = (byte)(random.Next(3) == 0 ? 0xFF : random.Next(256));
            var facts = Samples.Read(changed, names[random.Next(names.Length)]);
            Assert.Equal(changed.Length, facts.Length);
        }
    }

    private static byte[] Legacy(int elements, int stated) =>
    [
        0x80, 2, 0x8A, 0x0A, 0x6C, 0xFC, 0x9C, 0x46, 0xF9, 0x20, 0x6A, 0xA8, 0x50, 0x19, (byte)'.',
        0x80, 2, (byte)'M', 0xE9, 3, (byte)'.',
        .. Samples.Plain,
        .. Samples.Checkpoint("94", elements),
        0x80, 2, (byte)']', (byte)'X', 2, 0, 0, 0, .. "94a."u8,
        (byte)stated, 0, 0, 0, 0, 0, 0, 0, .. new byte[elements * 4],
    ];

    private static byte[] Gzip(byte[] content) => Compressed(content, t => new GZipStream(t, CompressionLevel.Fastest, leaveOpen: true));

    private static byte[] Zlib(byte[] content) => Compressed(content, t => new ZLibStream(t, CompressionLevel.Fastest, leaveOpen: true));

    private static byte[] Compressed(byte[] content, Func<Stream, Stream> open)
    {
        var target = new MemoryStream();
        using (var stream = open(target)) stream.Write(content);
        return target.ToArray();
    }
}
