using MlSecPol.Engine.Artifacts;
using MlSecPol.Engine.Models;
using MlSecPol.Engine.Tests.Artifacts;
using Xunit;
using Kind = MlSecPol.Engine.Artifacts.ContainerOddityKind;

namespace MlSecPol.Engine.Tests.Models;

public class ZipModelTests
{
    [Theory]
    [InlineData("archive/data.pkl", 0)]
    [InlineData("archive/data.pkl", 8)]
    [InlineData("readme.md", 0)]
    [InlineData("weights", 8)]
    [InlineData("deep/in/a.folder/x.json", 8)]
    public void A_pickle_is_found_whatever_its_name_and_method(string name, int method) =>
        Assert.True(Samples.Calls(Samples.Read(new ZipAssembler().Add(name, Samples.Hostile, method).Build())));

    [Fact]
    public void An_archive_with_descriptors_as_streaming_writers_make_it_is_clean()
    {
        var facts = Samples.Read(new ZipAssembler().Add("a/data.pkl", Samples.Plain, descriptor: true).Add("a/version", "3\n"u8.ToArray(), 8, descriptor: true).Build());
        Assert.Empty(facts.Oddities);
        Assert.Empty(facts.UnownedRanges);
        Assert.Empty(facts.Gaps);
        Assert.Equal(ArtifactFormat.TorchZip, facts.Format);
    }

    [Fact]
    public void Alignment_in_an_extra_field_is_clean()
    {
        byte[] padding = [(byte)'F', (byte)'B', 20, 0, .. Enumerable.Repeat((byte)'Z', 20)];
        var facts = Samples.Read(new ZipAssembler().Add("a/data.pkl", Samples.Checkpoint("0", 4), extra: padding).Add("a/data/0", new byte[16], extra: padding).Build());
        Assert.Empty(facts.Oddities);
        Assert.Empty(facts.HeaderDefects);
        Assert.Equal(16, facts.TensorBytes);
    }

    public static TheoryData<string, byte[]> Lies => new()
    {
        { nameof(Kind.NameMismatch), new ZipAssembler().Add("a/note.txt", Samples.Hostile, localName: "a/data.pkl").Build() },
        { nameof(Kind.FlagMismatch), new ZipAssembler().Add("a/data.pkl", Samples.Hostile, flags: 0, localFlags: 0x20).Build() },
        { nameof(Kind.FalseEncryption), new ZipAssembler().Add("a/data.pkl", Samples.Hostile, flags: 1).Build() },
        { nameof(Kind.FalseEncryption), new ZipAssembler().Add("a/data.pkl", Samples.Hostile, 8, flags: 1).Build() },
        { nameof(Kind.ChecksumMismatch), new ZipAssembler().Add("a/data.pkl", Samples.Hostile, crc: 1).Build() },
        { nameof(Kind.SizeMismatch), new ZipAssembler().Add("a/data.pkl", Samples.Hostile, 8, size: 4).Build() },
        { nameof(Kind.MissingInOneTable), new ZipAssembler().Add("b.txt", [1]).Add("a/data.pkl", Samples.Hostile, listed: false).Build() },
        { nameof(Kind.DuplicateName), new ZipAssembler().Add("a/data.pkl", Samples.Plain).Add("a/data.pkl", Samples.Hostile).Build() },
        { nameof(Kind.SimilarName), new ZipAssembler().Add("a/data.pkl", Samples.Plain).Add("a\\data.pkl", Samples.Hostile).Build() },
        { nameof(Kind.PathTraversal), new ZipAssembler().Add("a/../../data.pkl", Samples.Hostile).Build() },
        { nameof(Kind.PathTraversal), new ZipAssembler().Add("C:\\data.pkl", Samples.Hostile).Build() },
        { nameof(Kind.DeceptiveName), new ZipAssembler().Add("data.pkl\0.txt", Samples.Hostile).Build() },
        { nameof(Kind.DeceptiveName), new ZipAssembler().Add("data\u202Elkp.txt", Samples.Hostile).Build() },
        { nameof(Kind.LinkOrDevice), new ZipAssembler().Add("a", Samples.Hostile, madeBy: 0x0314, attributes: 0xA1FF0000).Build() },
        { nameof(Kind.OverridingName), new ZipAssembler().Add("a.txt", Samples.Hostile, extra: [0x75, 0x70, 10, 0, 1, 0, 0, 0, 0, .. "b.pkl"u8]).Build() },
    };

    [Theory]
    [MemberData(nameof(Lies))]
    public void A_lie_is_found_and_does_not_stop_the_scan(string kind, byte[] archive)
    {
        var facts = Samples.Read(archive);
        Assert.Contains(Enum.Parse<Kind>(kind), facts.Oddities.Select(o => o.Kind));
        Assert.True(Samples.Calls(facts));
    }

    [Fact]
    public void True_encryption_is_a_gap_and_no_pass()
    {
        byte[] cipher = [.. Enumerable.Range(0, 60).Select(i => (byte)(i * 37 + 11))];
        var facts = Samples.Read(new ZipAssembler().Add("a/data.pkl", cipher, 0, flags: 1, size: cipher.Length - 12).Build());
        Assert.Contains(facts.Gaps, g => g.Kind == CoverageGapKind.Encrypted);
    }

    [Fact]
    public void Members_of_an_archive_without_its_end_are_read_and_the_end_is_missed()
    {
        var whole = new ZipAssembler().Add("a/data.pkl", Samples.Hostile).Add("b", new byte[50]).Build();
        var facts = Samples.Read(whole[..^40]);
        Assert.True(Samples.Calls(facts));
        Assert.Contains(facts.Gaps, g => g.Kind == CoverageGapKind.Truncated);
    }

    [Fact]
    public void Bytes_between_members_are_noted_and_read()
    {
        var facts = Samples.Read(new ZipAssembler().Add("a", "text"u8.ToArray()).Raw(Samples.Hostile).Add("b", "text"u8.ToArray()).Build());
        Assert.Equal(ArtifactFormat.Pickle, Assert.Single(facts.UnownedRanges).Content);
        Assert.True(Samples.Calls(facts));
    }

    [Fact]
    public void A_second_directory_is_a_finding_and_both_are_read()
    {
        var first = new ZipAssembler().Add("a/data.pkl", Samples.Hostile).Build();
        var facts = Samples.Read(new ZipAssembler().Raw(first).Add("b.txt", "x"u8.ToArray()).Build());
        Assert.Contains(facts.Oddities, o => o.Kind == Kind.SeveralDirectories);
        Assert.True(Samples.Calls(facts));
    }

    [Fact]
    public void A_pickle_with_an_archive_behind_it_is_read_both_ways()
    {
        byte[] both = [.. Samples.Hostile, .. new ZipAssembler().Add("a/data.pkl", Samples.Plain).Build()];
        var facts = Samples.Read(both);
        Assert.Contains(facts.Oddities, o => o.Kind == Kind.Polyglot);
        Assert.True(Samples.Calls(facts));
        Assert.Equal(2, facts.Pickles.Count);
    }

    [Fact]
    public void An_archive_in_a_bytes_argument_is_read_and_is_no_second_reading()
    {
        var inner = new ZipAssembler().Add("a/data.pkl", Samples.Hostile).Build();
        byte[] pickle = [0x80, 3, (byte)'B', (byte)inner.Length, (byte)(inner.Length >> 8), 0, 0, .. inner, (byte)'.'];
        var facts = Samples.Read(pickle);
        Assert.DoesNotContain(facts.Oddities, o => o.Kind == Kind.Polyglot);
        Assert.True(Samples.Calls(facts));
    }

    [Fact]
    public void Archives_inside_each_other_are_followed_to_the_limit()
    {
        var archive = new ZipAssembler().Add("a/data.pkl", Samples.Hostile).Build();
        for (var i = 0; i < 4; i++) archive = new ZipAssembler().Add("x", archive, 8).Build();
        Assert.True(Samples.Calls(Samples.Read(archive)));
        var stopped = Samples.Read(archive, limits: new ArtifactLimits { NestingDepth = 3 });
        Assert.False(Samples.Calls(stopped));
        Assert.Contains(stopped.Gaps, g => g.Kind == CoverageGapKind.LimitReached && g.Reason.Contains(nameof(ArtifactLimits.NestingDepth), StringComparison.Ordinal));
    }

    [Fact]
    public void Too_many_members_are_a_gap_and_what_was_read_stays()
    {
        var zip = new ZipAssembler().Add("a/data.pkl", Samples.Hostile);
        for (var i = 0; i < 20; i++) zip.Add($"t{i}", "x"u8.ToArray());
        var facts = Samples.Read(zip.Build(), limits: new ArtifactLimits { MembersPerArchive = 5 });
        Assert.Contains(facts.Gaps, g => g.Reason.Contains(nameof(ArtifactLimits.MembersPerArchive), StringComparison.Ordinal));
        Assert.True(Samples.Calls(facts));
    }

    [Theory]
    [InlineData(4, 16, null)]
    [InlineData(5, 16, HeaderDefectKind.OutOfBounds)]
    [InlineData(3, 16, HeaderDefectKind.SizeMismatch)]
    [InlineData(-1, 16, HeaderDefectKind.Overflow)]
    public void Storages_are_compared_with_their_members(int elements, int bytes, HeaderDefectKind? expected)
    {
        var facts = Samples.Read(new ZipAssembler().Add("m/data.pkl", Samples.Checkpoint("7", elements)).Add("m/data/7", new byte[bytes]).Build());
        Assert.Equal(expected, facts.HeaderDefects.Count == 0 ? null : facts.HeaderDefects[0].Kind);
    }

    [Fact]
    public void A_storage_that_is_not_there_is_missed() =>
        Assert.Equal(HeaderDefectKind.MissingStorage, Assert.Single(Samples.Read(new ZipAssembler().Add("m/data.pkl", Samples.Checkpoint("7", 1)).Build()).HeaderDefects).Kind);

    [Fact]
    public void TorchScript_code_is_read_and_leaves_no_gap()
    {
        var facts = Samples.Read(new ZipAssembler().Add("m/data.pkl", Samples.Plain).Add("m/code/x.py", "def f(): pass\n"u8.ToArray()).Build());
        Assert.Empty(facts.Gaps);
        Assert.Contains(ModelAspect.TorchScript, facts.Examined);
    }

    [Fact]
    public void An_archive_that_is_stored_in_an_archive_is_no_second_directory()
    {
        var inner = new ZipAssembler().Add("m/data.pkl", Samples.Plain).Build();
        Assert.Empty(Samples.Read(new ZipAssembler().Add("m.pt", inner).Build()).Oddities);
        Assert.Contains(Samples.Read([.. inner, .. inner]).Oddities, o => o.Kind == Kind.SeveralDirectories);
    }

    [Fact]
    public void Weights_that_look_like_a_program_by_chance_are_weights()
    {
        byte[] weights = [.. "MZ"u8, .. new byte[62], .. "PK\x03\x04"u8, .. new byte[60]];
        var facts = Samples.Read(new ZipAssembler().Add("m/data.pkl", Samples.Checkpoint("0", 32)).Add("m/data/0", weights).Build());
        Assert.Empty(facts.Oddities);
        Assert.Empty(facts.UnownedRanges);
        Assert.Empty(facts.Gaps);
    }
}
