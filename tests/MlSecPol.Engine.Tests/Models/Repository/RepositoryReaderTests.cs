using MlSecPol.Engine.Artifacts;
using MlSecPol.Engine.Checks;
using MlSecPol.Engine.Models.Repository;
using MlSecPol.Engine.Models.Repository.Licences;
using Xunit;

namespace MlSecPol.Engine.Tests.Models.Repository;

public class RepositoryReaderTests
{
    private const string Commit = "0123456789abcdef0123456789abcdef01234567";

    [Fact]
    public void Links_out_of_the_folder_fail_and_are_never_read()
    {
        if (OperatingSystem.IsWindows()) return;
        using var folder = new ModelFolder(("config.json", "{}"), ("sub/a.txt", "a"));
        File.WriteAllText(folder.Beside("secret.py"), "import pickle\npickle.load(f)\n");
        File.CreateSymbolicLink(Path.Combine(folder.Folder, "load.py"), "../secret.py");
        File.CreateSymbolicLink(Path.Combine(folder.Folder, "inside.txt"), "sub/a.txt");
        File.CreateSymbolicLink(Path.Combine(folder.Folder, "circle"), "circle");
        Directory.CreateSymbolicLink(Path.Combine(folder.Folder, "up"), "..");
        var result = folder.Answer("MS4.RepositoryLayout");
        Assert.Equal(CheckStatus.Fail, result.Status);
        Assert.Equal(["load.py", "up"], result.Findings.Where(f => f.Rule == "layout:link-outside").Select(f => f.Subject).Order(StringComparer.Ordinal));
        Assert.Equal("circle", Assert.Single(result.Findings, f => f.Rule == "layout:link-nowhere").Subject);
        Assert.Equal(CheckStatus.NotApplicable, folder.Answer("MS1.UnsafeLoadingCode").Status);
    }

    [Fact]
    public void The_blobs_of_a_download_cache_are_no_way_out()
    {
        if (OperatingSystem.IsWindows()) return;
        using var cache = new ModelFolder(("models--org--name/blobs/0a1b", "{}"));
        var snapshot = Path.Combine(cache.Folder, "models--org--name", "snapshots", Commit);
        Directory.CreateDirectory(snapshot);
        File.CreateSymbolicLink(Path.Combine(snapshot, "config.json"), "../../blobs/0a1b");
        var facts = RepositoryReader.Read(snapshot, new RepositorySettings(), null, TestContext.Current.CancellationToken);
        Assert.Equal(LinkLeads.ToCache, Assert.Single(facts.Files).Link!.Leads);
        Assert.Equal(("hub", Commit, "org/name"), (facts.Origins[0].Kind, facts.Origins[0].Revision, facts.Origins[0].Source));
    }

    [Theory]
    [InlineData(".cache/x.pkl", "gASVBAAAAAAAAACMAWGULg==", "layout:hidden-code")]
    [InlineData(".run", "IyEvYmluL3NoCmVjaG8K", "layout:hidden-code")]
    [InlineData("weights.txt", "f0VMRgIBAQAAAAAAAAAAAAMAPgABAAAAAAAAAAAAAABAAAAAAAAAAAAAAAAAAAAAAAAAAEAAOAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA", "layout:disguised-program")]
    [InlineData("a\u202Etxt.exe", "YQ==", "layout:deceptive-name")]
    public void What_hides_or_deceives_fails(string path, string base64, string rule)
    {
        using var folder = new ModelFolder(("config.json", "{}"));
        folder.Write(path, Convert.FromBase64String(base64));
        var result = folder.Answer("MS4.RepositoryLayout");
        Assert.Equal(CheckStatus.Fail, result.Status);
        Assert.Contains(result.Findings, f => f.Rule == rule && f.Severity == Severity.High);
    }

    [Theory]
    [InlineData("m\u043Edel.safetensors", 1)]
    [InlineData("\u043C\u043E\u0434\u0435\u043B\u044C.safetensors", 0)]
    [InlineData("\u6A21\u578Bv2.bin", 0)]
    public void A_word_of_two_scripts_is_suspicious(string name, int count)
    {
        using var folder = new ModelFolder(("config.json", "{}"), (name, "x"));
        Assert.Equal(count, folder.Answer("MS4.RepositoryLayout").Findings.Count(f => f is { Rule: "layout:mixed-script", Severity: Severity.Medium }));
    }

    [Fact]
    public void Customary_hidden_files_are_no_finding()
    {
        using var folder = new ModelFolder((".gitattributes", "*.bin filter=lfs"), (".gitignore", "x"), (".cache/huggingface/.gitignore", "*"), (".github/workflows/test.yml", "on: push"), ("run.sh", "#!/bin/sh\n"));
        var result = folder.Answer("MS4.RepositoryLayout");
        Assert.Equal(CheckStatus.Pass, result.Status);
        Assert.DoesNotContain(result.Findings, f => f.Severity > Severity.Info);
    }

    [Theory]
    [InlineData("ref: refs/heads/main\n", "refs/heads/main", Commit + "\n", true)]
    [InlineData("ref: refs/heads/main\n", "packed-refs", "# pack-refs with: peeled\n" + Commit + " refs/heads/main\n", true)]
    [InlineData(Commit + "\n", "config", "", true)]
    [InlineData("ref: refs/../../../outside\n", "config", "", false)]
    [InlineData("ref: refs/heads/none\n", "config", "", false)]
    [InlineData("nonsense", "config", "", false)]
    public void The_commit_is_read_from_the_git_files(string head, string path, string text, bool isCommit)
    {
        using var folder = new ModelFolder((".git/HEAD", head), (".git/config", ""), ($".git/{path}", text), ("config.json", "{}"));
        File.WriteAllText(folder.Beside("outside"), Commit);
        var result = folder.Answer("MS1.ArtifactProvenance");
        Assert.Equal(isCommit ? CheckStatus.Pass : CheckStatus.Error, result.Status);
        if (isCommit) Assert.Contains(Commit, result.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_remote_is_told_without_its_password_and_commands_of_git_are_noted()
    {
        const string Configuration = "[core]\n\tfsmonitor = ./run.sh\n[remote \"origin\"]\n\turl = https://user:pa55@example.org/a/b.git\n[filter \"lfs\"]\n\tclean = git-lfs clean -- %f\n[filter \"x\"]\n\tsmudge = ./evil\n";
        using var folder = new ModelFolder((".git/HEAD", Commit), (".git/config", Configuration));
        var facts = folder.Read();
        Assert.Equal("https://example.org/a/b.git", Assert.Single(facts.Origins).Source);
        Assert.Equal(["core.fsmonitor = ./run.sh", "filter \"x\".smudge = ./evil"], facts.GitCommands);
    }

    [Theory]
    [InlineData("numpy==2.3.1", CheckStatus.Pass)]
    [InlineData("numpy == 2.3.1 ; python_version > '3'  # why", CheckStatus.Pass)]
    [InlineData("a @ git+https://example.org/a@" + Commit, CheckStatus.Pass)]
    [InlineData("numpy==2.3.1 \\\n  --hash=sha256:00 \\\n  --hash=sha256:11", CheckStatus.Pass)]
    [InlineData("# nothing\n\n-r other.txt", CheckStatus.NotApplicable)]
    [InlineData("numpy", CheckStatus.Fail)]
    [InlineData("numpy>=2,<3", CheckStatus.Fail)]
    [InlineData("numpy==2.*", CheckStatus.Fail)]
    [InlineData("a @ git+https://example.org/a@main", CheckStatus.Fail)]
    [InlineData("numpy==2.3.1\n--index-url http://example.org/simple", CheckStatus.Fail)]
    [InlineData("numpy==2.3.1\n--trusted-host example.org", CheckStatus.Fail)]
    [InlineData("numpy==2.3.1\n--extra-index-url https://example.org/simple", CheckStatus.Fail)]
    public void Requirement_files_are_judged_line_by_line(string text, CheckStatus expected)
    {
        using var folder = new ModelFolder(("requirements.txt", text));
        Assert.Equal(expected, folder.Answer("MS1.PinnedEnvironment").Status);
    }

    [Theory]
    [InlineData("environment.yml", "channels:\n- conda-forge\ndependencies:\n- python=3.12\n- numpy=2.3.1\n- conda-forge::scipy=1.16.0=py312_0\n- pip:\n  - torch==2.9.0\n", "")]
    [InlineData("environment.yml", "dependencies:\n- numpy\n- scipy>=1\n- pip:\n  - torch\n", "pin:open pin:open pin:open")]
    [InlineData("conda.yaml", "channels: ['http://example.org/c']\ndependencies: [numpy=2.3.1]\n", "pin:untrusted-source")]
    [InlineData("Pipfile", "[[source]]\nurl = \"https://pypi.org/simple\"\nverify_ssl = true\n\n[packages]\nnumpy = \"==2.3.1\"\n", "")]
    [InlineData("Pipfile", "[[source]]\nurl = \"http://example.org/simple\"\n[[source]]\nurl = \"https://b.example.org\"\nverify_ssl = false\n[packages]\nnumpy = \"*\"\n", "pin:open pin:second-source pin:untrusted-source pin:untrusted-source")]
    [InlineData("pyproject.toml", "[[tool.uv.index]]\nurl = \"http://example.org\"\n[dependency-groups]\ndev = [\"ruff\"]\n", "pin:open pin:untrusted-source")]
    [InlineData("setup.py", "from setuptools import setup\n# install_requires=['no']\nsetup(install_requires=['numpy', \"torch==2.9.0\"])\n", "pin:open")]
    [InlineData("setup.cfg", "[options]\ninstall_requires =\n    numpy\n    torch==2.9.0\npackages = find:\n", "pin:open")]
    [InlineData("Dockerfile", "FROM python@sha256:0011\nRUN pip install --no-cache-dir torch==2.9.0 && echo x\n", "")]
    [InlineData("Dockerfile", "FROM python:3.12 AS base\nFROM base\nRUN pip install -r requirements.txt \\\n  --index-url=https://example.org/simple\n", "")]
    [InlineData("Dockerfile", "FROM python:latest\nRUN apt-get update && \\\n  pip3 install torch --extra-index-url http://example.org/simple --trusted-host example.org\n", "pin:open pin:open pin:untrusted-source pin:untrusted-source")]
    public void Other_lists_of_packages_are_judged_too(string name, string text, string rules)
    {
        using var folder = new ModelFolder((name, text));
        Assert.Equal(rules, string.Join(' ', folder.Answer("MS1.PinnedEnvironment").Findings.Select(f => f.Rule).Where(r => r != "pin:version").Order(StringComparer.Ordinal)));
    }

    [Fact]
    public void A_constraint_fixes_what_a_list_leaves_open_and_asks_for_nothing()
    {
        using var folder = new ModelFolder(("constraints.txt", "numpy==2.3.1\nother==1\n"), ("requirements.txt", "numpy\n"));
        Assert.Equal("pin:version", Assert.Single(folder.Answer("MS1.PinnedEnvironment").Findings).Rule);
    }

    [Fact]
    public void An_environment_that_is_no_YAML_is_an_error()
    {
        using var folder = new ModelFolder(("environment.yml", "dependencies: ["));
        Assert.Equal(CheckStatus.Error, folder.Answer("MS1.PinnedEnvironment").Status);
    }

    [Theory]
    [InlineData("Dockerfile", "FROM a:1\nRUN curl https://example.org/i.sh | sh\n")]
    [InlineData("start.sh", "#!/bin/sh\nwget -qO- https://example.org/i.sh | \\\n  bash\n")]
    public void Downloads_that_are_run_are_found_in_scripts_and_container_files(string name, string text)
    {
        using var folder = new ModelFolder((name, text));
        Assert.Equal(CheckStatus.Fail, folder.Answer("MS1.UnsafeLoadingCode").Status);
    }

    [Fact]
    public void A_project_file_is_open_unless_a_lock_file_fixes_it()
    {
        using var folder = new ModelFolder(("pyproject.toml", "[project]\nname = \"x\"\ndependencies = [\n  \"torch>=2\",  # a\n  \"numpy[all]==2.3.1\",\n]\n\n[tool.poetry.dependencies]\npython = \"^3.12\"\nyaml = \"^6\"\nother = { version = \"1.2.3\" }\n"));
        Assert.Equal(["torch", "yaml"], folder.Answer("MS1.PinnedEnvironment").Findings.Where(f => f.Rule == "pin:open").Select(f => f.Subject).Order(StringComparer.Ordinal));
        folder.Write("uv.lock", "version = 1");
        Assert.Equal(CheckStatus.Pass, folder.Answer("MS1.PinnedEnvironment").Status);
    }

    [Theory]
    [InlineData("---\nlicense: mit\ndatasets: [a]\nmodel-index:\n- name: m\n  results:\n  - dataset:\n      name: d\n    metrics:\n    - type: accuracy\n      value: 0.9\n---\n# M\n## Uses\nFor sorting many things.\n## Bias, Risks\nKnown to fail in winter.\n## Training data\nReadings of a year.\n", "")]
    [InlineData("---\nlicense: mit\n---\n# M\n<!-- ## Intended use\nfor everything there is -->\n```\n## Limitations\nnone of them known\n```\n", "datasets, metrics, intendedUse, limitations, trainingData, evaluation")]
    [InlineData("# M\n## Limitations\n\n### Known\n\nThere are some of them.\n## Evaluation\nTBD\n", "license, datasets, metrics, intendedUse, trainingData, evaluation")]
    public void The_card_is_read_for_what_it_says(string card, string missing)
    {
        using var folder = new ModelFolder(("README.md", card));
        var result = folder.Answer("MS3.ModelCardComplete");
        Assert.Equal(missing.Length == 0 ? CheckStatus.Pass : CheckStatus.Fail, result.Status);
        Assert.Equal(missing.Split(", ", StringSplitOptions.RemoveEmptyEntries).Order(StringComparer.Ordinal), result.Findings.Select(f => f.Subject!).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Front_matter_that_is_no_YAML_is_an_error_for_card_and_licence()
    {
        using var folder = new ModelFolder(("README.md", "---\nlicense: [mit\n---\n# M\n"));
        Assert.Equal(CheckStatus.Error, folder.Answer("MS3.ModelCardComplete").Status);
        Assert.Equal(CheckStatus.Error, folder.Answer("SC6.LicenceAllowed").Status);
    }

    [Theory]
    [InlineData("license: mit", CheckStatus.Pass)]
    [InlineData("license: Apache-2.0", CheckStatus.Pass)]
    [InlineData("license: [mit, apache-2.0]", CheckStatus.Pass)]
    [InlineData("license: gpl-3.0", CheckStatus.Fail)]
    [InlineData("license: [mit, cc-by-nc-4.0]", CheckStatus.Fail)]
    [InlineData("license: other\nlicense_name: my-licence", CheckStatus.Fail)]
    [InlineData("license: other", CheckStatus.NotAssessed)]
    [InlineData("language: en", CheckStatus.Fail)]
    public void Licences_are_compared_with_those_that_are_allowed(string front, CheckStatus expected)
    {
        using var folder = new ModelFolder(("README.md", $"---\n{front}\n---\n"));
        Assert.Equal(expected, folder.Answer("SC6.LicenceAllowed", new RepositorySettings { AllowedLicences = ["MIT", "apache-2.0"] }).Status);
    }

    [Theory]
    [InlineData("MIT OR GPL-3.0", true)]
    [InlineData("MIT AND GPL-3.0", false)]
    [InlineData("(GPL-3.0 OR MIT) AND Apache-2.0 WITH LLVM-exception", true)]
    [InlineData("MIT OR", true)]
    [InlineData("MIT Apache-2.0", false)]
    [InlineData("((((MIT", false)]
    [InlineData("", false)]
    public void Licence_expressions_are_decided_part_by_part(string expression, bool allowed) =>
        Assert.Equal(allowed, LicenceExpression.IsAllowed(expression, ["MIT", "Apache-2.0"]));

    [Fact]
    public void A_licence_text_is_recognised_and_outweighs_a_friendlier_name()
    {
        using var folder = new ModelFolder(("README.md", "---\nlicense: mit\n---\n"), ("LICENSE", "GNU AFFERO GENERAL PUBLIC LICENSE\n   Version 3, 19 November 2007\n"));
        Assert.Equal("AGPL-3.0-only", Assert.Single(folder.Answer("SC6.LicenceAllowed", new RepositorySettings { AllowedLicences = ["MIT"] }).Findings).Subject);
        Assert.Equal(CheckStatus.NotAssessed, folder.Answer("SC6.LicenceAllowed").Status);
    }

    [Theory]
    [InlineData("""{"weight_map":{"a":"x.bin","b":"gone.bin"}}""", CheckStatus.Fail, "weights:missing")]
    [InlineData("""{"weight_map":{"a":"../x.bin"}}""", CheckStatus.Fail, "weights:outside")]
    [InlineData("""{"metadata":{"total_size":100},"weight_map":{"a":"x.bin"}}""", CheckStatus.Pass, "weights:short")]
    [InlineData("""{"metadata":{"total_size":3},"weight_map":{"a":"x.bin"}}""", CheckStatus.Pass, null)]
    [InlineData("""{"weight_map":{"a":"p.bin"}}""", CheckStatus.NotAssessed, null)]
    [InlineData("""{"weight_map":""", CheckStatus.Error, null)]
    public void An_index_is_compared_with_the_files(string index, CheckStatus expected, string? rule)
    {
        using var folder = new ModelFolder(("model.bin.index.json", index), ("x.bin", "123"), ("p.bin", "version https://git-lfs.github.com/spec/v1\noid sha256:4d7a214614ab2935c943f9e0ff69d22eadbb8f32b1258daaa5e2ca24d17e2393\nsize 12345\n"));
        var result = folder.Answer("MS4.WeightsComplete");
        Assert.Equal(expected, result.Status);
        if (rule is not null) Assert.Contains(result.Findings, f => f.Rule == rule);
    }

    [Fact]
    public void Tensors_that_the_index_places_in_a_part_must_be_there_and_parts_count_themselves()
    {
        using var folder = new ModelFolder(("m.index.json", """{"weight_map":{"a":"m-00001-of-00001.safetensors","b":"m-00001-of-00001.safetensors"}}"""), ("other-00001-of-00002.bin", "x"));
        byte[] header = [.. """{"a":{"dtype":"U8","shape":[1],"data_offsets":[0,1]}}"""u8];
        folder.Write("m-00001-of-00001.safetensors", [.. BitConverter.GetBytes((ulong)header.Length), .. header, 0]);
        var findings = folder.Answer("MS4.WeightsComplete").Findings;
        Assert.Equal("b", Assert.Single(findings, f => f.Rule == "weights:absent-tensor").Evidence);
        Assert.Equal("other-00002-of-00002.bin", Assert.Single(findings, f => f.Rule == "weights:missing").Subject);
    }

    [Fact]
    public void Limits_end_in_an_error_for_every_check_that_stands_on_the_listing()
    {
        using var folder = new ModelFolder(("a.txt", "a"), ("b.txt", "b"), ("c.py", "x = 1"));
        foreach (var limits in new[] { new RepositoryLimits { Files = 2 }, new RepositoryLimits { FolderDepth = 1 } })
        {
            folder.Write("deep/d.txt", "d");
            foreach (var id in new[] { "MS1.SecretsInSource", "MS4.RepositoryLayout", "MS1.UnsafeLoadingCode" })
                Assert.Equal(CheckStatus.Error, folder.Answer(id, new RepositorySettings { Limits = limits }).Status);
        }

        folder.Write("c.py", new string('#', 2_000));
        Assert.Equal(CheckStatus.Error, folder.Answer("MS1.UnsafeLoadingCode", new RepositorySettings { Limits = new() { DocumentBytes = 1_024 } }).Status);
    }

    [Fact]
    public void Reading_can_be_cancelled_and_an_absent_folder_is_told()
    {
        using var folder = new ModelFolder(("a.txt", "a"));
        using var stop = new CancellationTokenSource();
        stop.Cancel();
        Assert.ThrowsAny<OperationCanceledException>(() => RepositoryReader.Read(folder.Folder, new RepositorySettings(), null, stop.Token));
        Assert.Throws<ArtifactException>(() => RepositoryReader.Read(folder.Beside("none"), new RepositorySettings(), null, TestContext.Current.CancellationToken));
    }

    [Fact]
    public void The_outermost_model_folder_stands_before_its_files_and_other_folders_are_none()
    {
        using var folder = new ModelFolder(
            ("a/model_index.json", "{}"), ("a/unet/config.json", "{}"), ("a/unet/m.safetensors", "x"), ("b/README.md", "# notes"), ("b/m.pkl", "x"), ("c/README.md", "---\nlicense: mit\n---\n"), ("c/m.onnx", "x"), ("d/config.json", "{}"));
        var targets = ModelFolders.Targets(folder.Folder, _ => { }, TestContext.Current.CancellationToken).Select(t => Path.GetRelativePath(folder.Folder, t).Replace('\\', '/'));
        Assert.Equal(["a", "a/model_index.json", "a/unet/config.json", "a/unet/m.safetensors", "b/README.md", "b/m.pkl", "c", "c/README.md", "c/m.onnx", "d/config.json"], targets);
    }

    [Fact]
    public void What_git_keeps_for_itself_is_told_once_and_its_hooks_and_foreign_files_are_looked_at()
    {
        using var folder = new ModelFolder(
            ("a.txt", "a"), (".git/HEAD", "ref: refs/heads/main\n"), (".git/config", "[core]\n"), (".git/refs/heads/main", new string('a', 40) + "\n"), (".git/logs/HEAD", "0 1 a, b\n"), (".git/hooks/pre-commit", "#!/bin/sh\nls\n"),
            (".git/hooks/pre-push.sample", "#!/bin/sh\n"), (".git/model.pkl", "cos\ngetcwd\n(tR."), (".git/refs/tags/x", "cos\ngetcwd\n(tR."), (".git/lfs/objects/aa/bb/" + new string('c', 64), "x"), (".git/modules/sub/HEAD", "x"), (".git/modules/sub/refs/heads/m", "x"));
        folder.Write(".git/objects/ab/" + new string('c', 38), [0x78, 0x01, 1, 2]).Write(".git/objects/cd/" + new string('e', 38), [0x80, 2, .. "cos\ngetcwd\n)R."u8]).Write(".git/objects/pack/pack-1.pack", "PACK"u8.ToArray()).Write(".git/index", "DIRC"u8.ToArray());
        var targets = ModelFolders.Targets(folder.Folder, _ => { }, TestContext.Current.CancellationToken).Select(t => Path.GetRelativePath(folder.Folder, t).Replace('\\', '/'));
        Assert.Equal(["a.txt", ".git", ".git/model.pkl", ".git/hooks/pre-commit", ".git/objects/cd/" + new string('e', 38), ".git/refs/tags/x"], targets);
        var results = Run(folder, "MS4.*");
        var notice = Assert.Single(results, r => r.Target == Path.Combine(folder.Folder, ".git"));
        Assert.Equal(CheckStatus.NotAssessed, notice.Status);
        Assert.Contains("history", notice.Reason, StringComparison.Ordinal);
        Assert.Contains(results, r => r.Status == CheckStatus.Fail && r.Target.EndsWith(Path.Combine("tags", "x"), StringComparison.Ordinal));
        Assert.Empty(Run(folder, "MS3.*"));
    }

    [Fact]
    public void A_folder_of_git_that_is_named_itself_is_looked_at_file_by_file()
    {
        using var folder = new ModelFolder((".git/HEAD", "ref: refs/heads/main\n"));
        var git = Path.Combine(folder.Folder, ".git");
        Assert.Equal([Path.Combine(git, "HEAD")], ModelFolders.Targets(git, _ => { }, TestContext.Current.CancellationToken));
    }

    [Fact]
    public void Files_and_folders_are_audited_in_one_run_and_the_choice_of_checks_decides_which()
    {
        using var folder = new ModelFolder(("config.json", "{}"), ("m.npy", "x"));
        Assert.Equal(["MS3.ModelCardComplete"], Run(folder, "MS3.*").Select(r => r.CheckId));
        Assert.All(Run(folder, "MS4.MagicMismatch"), r => Assert.NotEqual(folder.Folder, r.Target));
        Assert.Contains(Run(folder, "MS4.*"), r => r.Target == folder.Folder && r.CheckId == "MS4.RepositoryLayout");
    }

    private static List<CheckResult> Run(ModelFolder folder, string pattern)
    {
        using var session = Audits.OfModels(new AuditPlan(SettingsSnapshot.Default, [pattern], [], 2, false, null, TestContext.Current.CancellationToken));
        foreach (var target in Audits.ModelTargets(folder.Folder, _ => { }, TestContext.Current.CancellationToken)) session.Submit(target);
        var results = new List<CheckResult>();
        while (session.Pending > 0) results.AddRange(session.Take(TimeSpan.FromMinutes(1))!.Results);
        return results;
    }
}
