using MlSecPol.Engine.Artifacts;
using MlSecPol.Engine.Artifacts.Remote;
using Xunit;

namespace MlSecPol.Engine.Tests.Artifacts.Remote;

public sealed class HubTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("https://huggingface.co/owner/name/blob/main/a/b.bin", "https://huggingface.co/owner/name/resolve/main/a/b.bin")]
    [InlineData("https://huggingface.co/owner/name/resolve/0123abc/pytorch_model.bin?download=true", "https://huggingface.co/owner/name/resolve/0123abc/pytorch_model.bin")]
    [InlineData("https://huggingface.co/gpt2/raw/main/config.json", "https://huggingface.co/gpt2/resolve/main/config.json")]
    [InlineData("https://example.org/owner/name/blob/main/a.bin", "https://example.org/owner/name/blob/main/a.bin")]
    public void The_address_of_a_file_is_where_the_hub_gives_it(string given, string fetched) =>
        Assert.Equal(new Uri(fetched), Assert.Single(RemoteListing.Targets(new Uri(given), new RemoteLimits(), Token)));

    [Theory]
    [InlineData("owner/name", "main")]
    [InlineData("owner/name/tree/v2", "v2")]
    public void A_repository_is_all_its_files_at_one_commit(string path, string revision)
    {
        using var server = new LoopbackServer();
        server.AddText($"api/models/owner/name/revision/{revision}", """{"sha":"c0ffee","siblings":[{"rfilename":"weights/model 1.bin"},{"rfilename":"config.json"}]}""");
        var files = RemoteListing.Targets(server.Address(path), new RemoteLimits { HubHosts = [server.Authority] }, Token);
        Assert.Equal([server.Address("owner/name/tree/c0ffee"), server.Address("owner/name/resolve/c0ffee/config.json"), server.Address("owner/name/resolve/c0ffee/weights/model%201.bin")], files);
    }

    [Theory]
    [InlineData("no json")]
    [InlineData("{}")]
    [InlineData("""{"sha":"c","siblings":[1]}""")]
    [InlineData("""{"sha":"c","siblings":[{"rfilename":null}]}""")]
    [InlineData("""{"sha":"c","siblings":[{"rfilename":"../../../other/secret/resolve/main/a.bin"}]}""")]
    [InlineData("""{"sha":"c","siblings":[{"rfilename":"/a.bin"}]}""")]
    public void A_list_that_cannot_be_read_is_an_error(string answer)
    {
        using var server = new LoopbackServer();
        server.AddText("api/models/owner/name/revision/main", answer);
        Assert.Throws<ArtifactException>(() => RemoteListing.Targets(server.Address("owner/name"), new RemoteLimits { HubHosts = [server.Authority] }, Token));
    }
}
