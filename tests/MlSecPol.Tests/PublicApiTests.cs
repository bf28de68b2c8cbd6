using Xunit;

namespace MlSecPol.Tests;

/// <summary>What callers can rely on changes only on purpose. MLSECPOL_REBASELINE=1 approves the present surface.</summary>
public sealed class PublicApiTests
{
    [Fact]
    public void The_public_surface_is_the_approved_one()
    {
        var approvedPath = RepositoryFiles.PathOf("tests", "MlSecPol.Tests", "PublicApi.approved.txt");
        var actual = PublicApi.Describe(typeof(CheckResult).Assembly);
        if (Environment.GetEnvironmentVariable("MLSECPOL_REBASELINE") == "1") File.WriteAllText(approvedPath, actual);
        Assert.Equal(File.ReadAllText(approvedPath).ReplaceLineEndings("\n"), actual);
    }
}
