using System.Net;
using MlSecPol.Engine.Artifacts;
using MlSecPol.Engine.Artifacts.Remote;
using MlSecPol.Engine.Models;
using MlSecPol.Engine.Models.Pickle;
using MlSecPol.Engine.Tests.Models;
using Xunit;

namespace MlSecPol.Engine.Tests.Artifacts.Remote;

public sealed class RemoteSourceTests : IDisposable
{
    private static readonly RemoteLimits Limits = new();

    private readonly LoopbackServer _server = new();
    private readonly byte[] _content = new byte[3_000_000];

    public RemoteSourceTests()
    {
        new Random(7).NextBytes(_content);
        _server.Files["model.bin"] = _content;
    }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => _server.Dispose();

    [Fact]
    public void Any_range_is_what_the_file_holds()
    {
        using var source = Open("model.bin");
        Assert.Equal(_content.Length, source.Length);
        var random = new Random(3);
        for (var i = 0; i < 40; i++)
        {
            var offset = random.Next(_content.Length);
            var buffer = new byte[random.Next(1, 300_000)];
            var count = source.Read(offset, buffer);
            Assert.Equal(Math.Min(buffer.Length, _content.Length - offset), count);
            Assert.True(buffer.AsSpan(0, count).SequenceEqual(_content.AsSpan(offset, count)));
        }

        Assert.Equal(0, source.Read(_content.Length, new byte[4]));
    }

    [Fact]
    public void Only_what_is_asked_for_is_fetched()
    {
        using var source = Open("model.bin");
        source.Read(_content.Length - 10, new byte[10]);
        source.Read(0, new byte[100]);
        Assert.Equal(2, _server.Log.Count);
        Assert.True(source.BytesRead <= 2 * 65536, $"{source.BytesRead}");
        Assert.Equal(_server.Log.Sum(l => l.Sent), source.BytesRead);
    }

    [Fact]
    public void Missing_blocks_in_a_row_come_with_one_request()
    {
        using var source = Open("model.bin");
        source.Read(1_000_000, new byte[1_000_000]);
        Assert.Equal(2, _server.Log.Count);
    }

    [Fact]
    public void What_does_not_fit_the_memory_is_fetched_again()
    {
        using var source = RemoteSource.Open(_server.Address("model.bin"), Limits with { CachedBytes = 1 << 20 }, Token);
        var all = new byte[_content.Length];
        Assert.Equal(all.Length, source.Read(0, all));
        Assert.Equal(_content, all);
        Assert.Equal(100, source.Read(0, new byte[100]));
    }

    [Fact]
    public void A_file_that_changes_while_it_is_read_is_an_error()
    {
        using var source = Open("model.bin");
        _server.Tag = "\"v2\"";
        var error = Assert.Throws<ArtifactException>(() => source.Read(2_000_000, new byte[10]));
        Assert.Equal(ArtifactErrorKind.ReadFailed, error.Kind);
        Assert.Contains("changed", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_server_without_ranges_is_read_whole_within_the_limit()
    {
        _server.GivesRanges = false;
        using (var source = Open("model.bin"))
        {
            var tail = new byte[10];
            Assert.Equal(10, source.Read(_content.Length - 10, tail));
            Assert.Equal(_content[^10..], tail);
            Assert.Single(_server.Log);
        }

        var error = Assert.Throws<ArtifactException>(() => RemoteSource.Open(_server.Address("model.bin"), Limits with { WholeBytes = 1000 }, Token));
        Assert.Equal(ArtifactErrorKind.LimitReached, error.Kind);
    }

    [Fact]
    public void An_empty_file_is_empty()
    {
        _server.Files["empty"] = [];
        using var source = Open("empty");
        Assert.Equal(0, source.Length);
    }

    [Fact]
    public void What_is_not_there_is_not_found()
    {
        Assert.Equal(ArtifactErrorKind.NotFound, Assert.Throws<ArtifactException>(() => Open("absent")).Kind);
        using var probe = new LoopbackServer();
        var gone = probe.Address("x");
        probe.Dispose();
        Assert.Equal(ArtifactErrorKind.ReadFailed, Assert.Throws<ArtifactException>(() => RemoteSource.Open(gone, Limits, Token)).Kind);
    }

    [Fact]
    public void Redirects_are_followed_within_the_limit()
    {
        _server.Redirects["a"] = "/b";
        _server.Redirects["b"] = "/model.bin";
        using var source = Open("a");
        Assert.Equal(_content.Length, source.Length);
        _server.Redirects["loop"] = "/loop";
        Assert.Contains("redirects more than", Assert.Throws<ArtifactException>(() => Open("loop")).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("http://example.org/x", "not encrypted")]
    [InlineData("ftp://example.org/x", "neither https nor http")]
    [InlineData("http://127.0.0.2:9/x", "private network")]
    [InlineData("http://user:secret@127.0.0.1/x", "credentials")]
    public void Redirects_to_where_they_may_not_lead_are_refused(string target, string reason)
    {
        _server.Redirects["a"] = target;
        var error = Assert.Throws<ArtifactException>(() => Open("a"));
        Assert.Equal(ArtifactErrorKind.PermissionDenied, error.Kind);
        Assert.Contains(reason, error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_server_that_stalls_is_given_up(bool amid)
    {
        using var stop = new ManualResetEventSlim();
        if (amid) _server.AmidAnswer = () => stop.Wait(TimeSpan.FromSeconds(20));
        else _server.BeforeAnswer = () => stop.Wait(TimeSpan.FromSeconds(20));
        var error = Assert.Throws<ArtifactException>(() => RemoteSource.Open(_server.Address("model.bin"), Limits with { SecondsPerRequest = 1 }, Token));
        stop.Set();
        Assert.Equal(ArtifactErrorKind.LimitReached, error.Kind);
    }

    [Fact]
    public void A_checkpoint_is_audited_by_the_bytes_that_decide()
    {
        var archive = new ZipAssembler().Add("m/data.pkl", Samples.Plain).Add("m/version", "3"u8.ToArray()).Add("m/data/0", new byte[20_000_000]).Build();
        _server.Files["m.pt"] = archive;
        using var source = Open("m.pt");
        var facts = ModelReader.Read(source, "m.pt", new ArtifactLimits(), new PickleLimits(), listings: false, Token);
        Assert.Equal(ArtifactFormat.TorchZip, facts.Format);
        Assert.Single(facts.Pickles);
        Assert.True(source.BytesRead < 1_000_000, $"{source.BytesRead}");
    }

    [Theory]
    [InlineData("10.1.2.3", true)]
    [InlineData("172.31.255.255", true)]
    [InlineData("172.32.0.1", false)]
    [InlineData("169.254.169.254", true)]
    [InlineData("::1", true)]
    [InlineData("::ffff:192.168.1.1", true)]
    [InlineData("fd00::1", true)]
    [InlineData("2606:4700::1111", false)]
    [InlineData("8.8.8.8", false)]
    public void Private_addresses_are_known(string address, bool isPrivate) => Assert.Equal(isPrivate, PrivateNetwork.Holds(IPAddress.Parse(address)));

    private RemoteSource Open(string path) => RemoteSource.Open(_server.Address(path), Limits, Token);
}
