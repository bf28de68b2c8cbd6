using Xunit;

namespace MlSecPol.Engine.Tests.Policy;

/// <summary>Holds the pages of <c>docs/controls</c> to the catalogue; with <c>MLSECPOL_REBASELINE=1</c> in the environment writes them anew.</summary>
public sealed class ControlPagesTests
{
    [Fact]
    public void ControlPagesAreCurrent()
    {
        var folder = RepositoryFiles.PathOf("docs", "controls");
        var pages = ControlPages.Render();
        if (Environment.GetEnvironmentVariable("MLSECPOL_REBASELINE") == "1")
        {
            foreach (var (name, text) in pages)
                File.WriteAllText(Path.Combine(folder, name), text);
        }

        Assert.Equal(pages.Keys.Order(StringComparer.Ordinal), Directory.GetFiles(folder).Select(f => Path.GetFileName(f)).Order(StringComparer.Ordinal), StringComparer.Ordinal);
        Assert.All(pages, page => Assert.Equal(page.Value, File.ReadAllText(Path.Combine(folder, page.Key))));
        Assert.Equal(31, pages.Count);
    }
}
