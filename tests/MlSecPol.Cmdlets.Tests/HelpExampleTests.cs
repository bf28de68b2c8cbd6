using Xunit;

namespace MlSecPol.Cmdlets.Tests;

/// <summary>Every example of the help pages is run as it stands, from the root of the repository; a server on this machine stands in for example.org.</summary>
public sealed class HelpExampleTests
{
    public static TheoryData<string, string> Examples => new(Pages().SelectMany(page => HelpExample.Of(page).Select(example => (Path.GetFileNameWithoutExtension(page), example.Title))));

    [Theory]
    [MemberData(nameof(Examples))]
    public void An_example_runs_without_errors_and_prints_what_the_page_says(string command, string title)
    {
        var example = HelpExample.Of(Pages().Single(page => Path.GetFileNameWithoutExtension(page) == command)).Single(e => e.Title == title);
        using var session = new ModuleSession();
        using var server = new LoopbackServer();
        server.Files["models/classifier.pt"] = File.ReadAllBytes(RepositoryFiles.PathOf("samples", "models", "sensor-network.pt"));

        var outcome = session.Run(example.Code.Replace("https://example.org/", server.Address(string.Empty).AbsoluteUri, StringComparison.Ordinal));
        Assert.Empty(outcome.Errors);
        Assert.Contains(command, example.Code, StringComparison.Ordinal);
        if (example.Output is not null) Assert.Equal(example.Output, session.Show(example.Code).ReplaceLineEndings("\n").Trim());
    }

    [Fact]
    public void There_is_a_page_for_every_exported_command()
    {
        using var session = new ModuleSession();
        Assert.Equal(
            session.Run("(Get-Command -Module MlSecPol).Name").Output.Select(name => name.ToString()).Order(StringComparer.Ordinal),
            Pages().Select(page => Path.GetFileNameWithoutExtension(page)));
    }

    private static IEnumerable<string> Pages() =>
        Directory.GetFiles(Path.Combine(Repository.Root, "docs", "en-US"), "*-*.md").Order(StringComparer.Ordinal);
}
