using System.Security.Cryptography;
using System.Text;
using MlSecPol.Engine.Models.Repository;
using MlSecPol.Engine.Models.Repository.Manifests;
using Xunit;

namespace MlSecPol.Engine.Tests.Models.Repository;

public sealed class ManifestTests
{
    private const string Check = "MS1.ArtifactProvenance";
    private const string Commit = "0123456789abcdef0123456789abcdef01234567";
    private const string Content = "the weights";

    // What md5sum and git hash-object say of it.
    private const string Md5 = "7b2e12b79dc7bba95279d2f6d3b30631";
    private const string Blob = "97d17025159f7695d30642af1292ac0ba6831e84";

    private static readonly string Sha256 = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Content)));
    private static readonly string Sha512 = Convert.ToHexStringLower(SHA512.HashData(Encoding.UTF8.GetBytes(Content)));

    public static TheoryData<string, string> Manifests => new()
    {
        { "SHA256SUMS", $"# sums\n{Sha256}  w.bin\n" },
        { "checksums.txt", $"{Sha512.ToUpperInvariant()} *./w.bin\r\n" },
        { "sums.sha256", $"SHA256 (w.bin) = {Sha256}\n" },
        { "w.bin.sha256", Sha256 },
    };

    [Theory]
    [MemberData(nameof(Manifests))]
    public void Files_are_compared_with_the_sums_that_are_stated(string manifest, string text)
    {
        using var folder = new ModelFolder((".git/HEAD", Commit), ("w.bin", Content), (manifest, text));
        Assert.Equal(DigestState.Agrees, Assert.Single(folder.Read().StatedDigests).State);
        Assert.Equal(CheckStatus.Pass, folder.Answer(Check).Status);
        folder.Write("w.bin", "other weights");
        var result = folder.Answer(Check);
        Assert.Equal(CheckStatus.Fail, result.Status);
        Assert.Equal(("manifest:changed", Severity.High), Assert.Single(result.Findings, f => f.Severity > Severity.Info) is var f ? (f.Rule, f.Severity) : default);
    }

    [Fact]
    public void Records_of_a_download_are_compared_and_edited_texts_are_a_fact()
    {
        using var folder = new ModelFolder(
            ("w.bin", Content), ("config.json", Content),
            (".cache/huggingface/download/w.bin.metadata", $"{Commit}\n{Sha256}\n1700000000.5\n"),
            (".cache/huggingface/download/config.json.metadata", $"{Commit}\n{Blob}\n1700000000.5\n"));
        Assert.All(folder.Read().StatedDigests, d => Assert.Equal(DigestState.Agrees, d.State));
        folder.Write("w.bin", "x").Write("config.json", "{}");
        var findings = folder.Answer(Check).Findings.Where(f => f.Rule is "origin:changed" or "origin:edited").ToArray();
        Assert.Equal([("config.json", Severity.Info), ("w.bin", Severity.Medium)], findings.Select(f => (f.Subject!, f.Severity)).Order());
        Assert.Equal(CheckStatus.Pass, folder.Answer(Check).Status);
    }

    [Fact]
    public void Data_version_control_is_compared()
    {
        using var folder = new ModelFolder(("data/w.bin", Content), ("data/w.bin.dvc", $"outs:\n- md5: {Md5}\n  size: 11\n  path: w.bin\n- md5: {Md5}.dir\n  path: folder\n"));
        Assert.Equal(("data/w.bin", DigestState.Agrees), Assert.Single(folder.Read().StatedDigests) is var d ? (d.Path, d.State) : default);
    }

    [Fact]
    public void Beyond_the_budget_nothing_is_hashed_and_it_is_said()
    {
        using var folder = new ModelFolder((".git/HEAD", Commit), ("a.bin", "1"), ("w.bin", Content), ("SHA256SUMS", $"{Sha256}  w.bin\n{Sha256}  a.bin\n{Sha256}  gone.bin\n{Sha256}  ../outside.bin\n"));
        var settings = new RepositorySettings { Limits = new RepositoryLimits { ComparedBytes = 5 } };
        Assert.Equal(
            [("w.bin", DigestState.NotCompared), ("a.bin", DigestState.Differs), ("gone.bin", DigestState.Absent)],
            folder.Read(settings).StatedDigests.Select(d => (d.Path, d.State)));
        Assert.Contains(folder.Answer(Check, settings).Findings, f => f.Rule == "manifest:not-compared");
    }

    [Fact]
    public void Work_trees_and_submodules_name_their_commit()
    {
        using var folder = new ModelFolder(("config.json", "{}"));
        var git = Path.Combine(folder.Beside("main"), ".git");
        foreach (var (path, text) in new[] { ("worktrees/w/HEAD", "ref: refs/heads/b\n"), ("packed-refs", $"{Commit} refs/heads/b\n"), ("config", "[remote \"origin\"]\n\turl = https://u:p4ssw0rd@example.org/a\n"), ("modules/m/HEAD", Commit) })
        {
            Directory.CreateDirectory(Path.GetDirectoryName(Path.Combine(git, path))!);
            File.WriteAllText(Path.Combine(git, path), text);
        }

        folder.Write(".git", "gitdir: ../main/.git/worktrees/w\n");
        Assert.Equal(("git", Commit, "https://example.org/a", ".git"), Assert.Single(folder.Read().Origins) is var o ? (o.Kind, o.Revision, o.Source, o.Path) : default);
        folder.Write(".git", $"gitdir: {git}/modules/m\n");
        Assert.Equal(Commit, Assert.Single(folder.Read().Origins).Revision);
        folder.Write(".git", "gitdir: ../main\n");
        Assert.Empty(folder.Read().Origins);
    }

    [Fact]
    public void Hooks_that_git_runs_and_passwords_in_its_configuration_are_found()
    {
        using var folder = new ModelFolder((".git/HEAD", Commit), (".git/hooks/post-checkout", "#!/bin/sh\n"), (".git/hooks/pre-push.sample", "#!/bin/sh\n"), (".git/config", "[remote \"origin\"]\n\turl = https://user:q8Zk2vT9xW1b@example.org/a\n"), ("config.json", "{}"));
        Assert.Equal("hooks/post-checkout", Assert.Single(folder.Read().GitCommands));
        var finding = Assert.Single(folder.Answer("MS1.SecretsInSource").Findings);
        Assert.Equal(("secret:AddressPassword", ".git/config, line 2"), (finding.Rule, finding.Location));
        Assert.DoesNotContain("q8Zk", finding.Evidence!, StringComparison.Ordinal);
    }
}
