using MlSecPol.Engine.Artifacts.Remote;
using MlSecPol.Engine.Checks;
using MlSecPol.Engine.Models;
using Xunit;

namespace MlSecPol.Engine.Tests.Models.Repository;

public sealed class HubRepositoryTests : IDisposable
{
    private const string Commit = "0123456789abcdef0123456789abcdef01234567";

    private readonly LoopbackServer _server = new();

    public void Dispose() => _server.Dispose();

    [Fact]
    public void A_repository_on_a_hub_gets_the_answers_of_a_folder_at_one_commit()
    {
        Serve(
            ("README.md", "---\nlicense: mit\n---\n# Model\n"),
            ("config.json", "{}"),
            ("model.safetensors.index.json", """{"metadata":{},"weight_map":{"a":"model-00001-of-00001.safetensors"}}"""),
            ("modeling.py", "import torch\nmodel = torch.load('x.bin')\n"),
            ("requirements.txt", "torch\n"));
        var results = Audit("owner/name");
        var folder = results.Where(r => r.Target == _server.Address($"owner/name/tree/{Commit}").AbsoluteUri).ToDictionary(r => r.CheckId);

        Assert.Equal(CheckStatus.Pass, folder["MS1.ArtifactProvenance"].Status);
        Assert.Contains(Commit, folder["MS1.ArtifactProvenance"].Message, StringComparison.Ordinal);
        Assert.Equal("weights:missing", Assert.Single(folder["MS4.WeightsComplete"].Findings).Rule);
        Assert.Contains(folder["MS3.ModelCardComplete"].Findings, f => f.Subject == "limitations");
        Assert.Contains("mit", folder["SC6.LicenceAllowed"].Message + folder["SC6.LicenceAllowed"].Reason, StringComparison.Ordinal);
        Assert.Equal(CheckStatus.Fail, folder["MS1.UnsafeLoadingCode"].Status);
        Assert.Equal(CheckStatus.Fail, folder["MS1.PinnedEnvironment"].Status);
        Assert.Equal(6, results.Select(r => r.Target).Distinct().Count());
    }

    [Fact]
    public void Files_of_a_repository_that_cannot_be_fetched_leave_no_pass()
    {
        Serve(("config.json", "{}"), ("README.md", "# M"));
        _server.Files.Remove($"owner/name/resolve/{Commit}/README.md");
        var folder = Audit("owner/name").Where(r => r.Target.Contains("/tree/", StringComparison.Ordinal)).ToArray();
        Assert.NotEmpty(folder);
        Assert.DoesNotContain(folder, r => r.Status == CheckStatus.Pass);
        Assert.Contains(folder, r => r.CheckId == "MS4.RepositoryLayout" && r.Status == CheckStatus.Error);
    }

    [Fact]
    public void Of_large_weights_only_the_head_is_fetched()
    {
        var weights = new byte[4 << 20];
        Serve(("config.json", "{}"), ("README.md", "# M"));
        _server.Files[$"owner/name/resolve/{Commit}/weights.bin"] = weights;
        List(["README.md", "config.json", "weights.bin"]);
        Audit("owner/name", "MS3.*", "SC6.*", "MS1.*", "MS4.RepositoryLayout");
        Assert.True(_server.Log.Where(l => l.Path.EndsWith("weights.bin", StringComparison.Ordinal)).Sum(l => l.Sent) <= 64 * 1024);
    }

    [Fact]
    public void A_slow_server_is_given_up_when_the_time_of_the_file_is_over()
    {
        Serve(("config.json", "{}"));
        _server.AmidAnswer = () => Thread.Sleep(4_000);
        var settings = SettingsSnapshot.Default.With(new ModelSettings { Remote = new RemoteLimits { HubHosts = [_server.Authority] } });
        using var session = Audits.OfModels(new AuditPlan(settings, ["MS4.RemoteCode"], [], Parallelism: 1, Strict: false, SecondsPerTarget: 1, TestContext.Current.CancellationToken));
        session.Submit(_server.Address($"owner/name/resolve/{Commit}/config.json").AbsoluteUri);
        var clock = System.Diagnostics.Stopwatch.StartNew();
        AuditOutcome? outcome = null;
        while (outcome is null) outcome = session.Take(TimeSpan.FromMilliseconds(100));
        Assert.Equal(CheckStatus.Error, Assert.Single(outcome.Results).Status);
        Assert.True(clock.Elapsed < TimeSpan.FromSeconds(3.5), $"{clock.Elapsed}");
    }

    private void Serve(params (string Path, string Text)[] files)
    {
        foreach (var (path, text) in files) _server.AddText($"owner/name/resolve/{Commit}/{path}", text);
        List(files.Select(f => f.Path));
    }

    private void List(IEnumerable<string> paths)
    {
        var answer = $$"""{"sha":"{{Commit}}","siblings":[{{string.Join(',', paths.Select(p => $$"""{"rfilename":"{{p}}"}"""))}}]}""";
        _server.AddText("api/models/owner/name/revision/main", answer);
        _server.AddText($"api/models/owner/name/revision/{Commit}", answer);
    }

    private List<CheckResult> Audit(string path, params string[] checks)
    {
        var settings = SettingsSnapshot.Default.With(new ModelSettings { Remote = new RemoteLimits { HubHosts = [_server.Authority] } });
        var plan = new AuditPlan(settings, checks, [], Parallelism: 2, Strict: false, SecondsPerTarget: null, TestContext.Current.CancellationToken);
        using var session = Audits.OfModels(plan);
        foreach (var target in Audits.RemoteModels(_server.Address(path), plan)) session.Submit(target);
        var results = new List<CheckResult>();
        while (session.Pending > 0)
        {
            if (session.Take(TimeSpan.FromSeconds(20)) is { } outcome) results.AddRange(outcome.Results);
        }

        return results;
    }
}
