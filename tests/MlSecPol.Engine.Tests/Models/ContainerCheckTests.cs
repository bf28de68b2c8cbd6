using MlSecPol.Engine.Artifacts;
using MlSecPol.Engine.Checks;
using MlSecPol.Engine.Models;
using MlSecPol.Engine.Models.Checks;
using MlSecPol.Engine.Tests.Artifacts;
using Xunit;

namespace MlSecPol.Engine.Tests.Models;

public class ContainerCheckTests
{
    private static readonly SettingsSnapshot Strict = SettingsSnapshot.Default.With(new ModelSettings { Strict = true });

    [Fact]
    public void Fixtures_pass_and_fail_as_they_are_named()
    {
        foreach (Check<ModelFacts> check in (Check<ModelFacts>[])[new HeaderBounds(), new ContainerIntegrity(), new MagicMismatch()])
        {
            var folder = RepositoryFiles.PathOf("tests", "fixtures", "models", "MS4." + check.GetType().Name);
            var files = Directory.GetFiles(folder);
            Assert.Contains(files, f => Path.GetFileName(f).StartsWith("pass", StringComparison.Ordinal));
            Assert.Contains(files, f => Path.GetFileName(f).StartsWith("fail", StringComparison.Ordinal));
            foreach (var file in files)
            {
                using var source = FileSource.Open(file);
                var facts = ModelReader.Read(source, file, new ArtifactLimits(), new(), listings: false, TestContext.Current.CancellationToken);
                var expected = Path.GetFileName(file).StartsWith("pass", StringComparison.Ordinal) ? CheckStatus.Pass : CheckStatus.Fail;
                Assert.True(expected == check.Evaluate(facts, SettingsSnapshot.Default).Status, file);
            }
        }
    }

    [Theory]
    [InlineData("m.pkl", CheckStatus.Pass)]
    [InlineData("m.PT", CheckStatus.Pass)]
    [InlineData("m.safetensors", CheckStatus.Fail)]
    [InlineData("m.csv", CheckStatus.Fail)]
    [InlineData("m", CheckStatus.NotApplicable)]
    [InlineData("m.whatever", CheckStatus.NotApplicable)]
    public void A_name_is_held_against_the_content(string name, CheckStatus expected) =>
        Assert.Equal(expected, new MagicMismatch().Evaluate(Samples.Read(Samples.Plain, name), SettingsSnapshot.Default).Status);

    [Fact]
    public void Suspicion_fails_only_when_asked_to()
    {
        var noted = Samples.Read(new ZipAssembler().Add("a.txt", "x"u8.ToArray()).Raw([0xE1, 2, 3, 0, 5, 6, 7, 8]).Build(), "a.zip");
        Assert.Equal(CheckStatus.Pass, new ContainerIntegrity().Evaluate(noted, SettingsSnapshot.Default).Status);
        Assert.Equal(CheckStatus.Fail, new ContainerIntegrity().Evaluate(noted, Strict).Status);
        var text = Samples.Read("just text\n"u8.ToArray(), "m.npy");
        Assert.Equal(CheckStatus.Fail, new MagicMismatch().Evaluate(text, Strict).Status);
    }

    [Fact]
    public void Nothing_unread_passes()
    {
        var cut = Samples.Read(new ZipAssembler().Add("a/data.pkl", Samples.Plain).Add("b", new byte[40]).Build()[..^30], "m.pt");
        Assert.Equal(CheckStatus.Error, new ContainerIntegrity().Evaluate(cut, SettingsSnapshot.Default).Status);
        var foreign = Samples.Read([.. "Obj\x01"u8, .. new byte[40]], "m.avro");
        Assert.Equal(CheckStatus.NotAssessed, new HeaderBounds().Evaluate(foreign, SettingsSnapshot.Default).Status);
        Assert.Equal(CheckStatus.NotAssessed, new ContainerIntegrity().Evaluate(foreign, SettingsSnapshot.Default).Status);
        var empty = Samples.Read([], "m.pt");
        Assert.All<Check<ModelFacts>>([new HeaderBounds(), new ContainerIntegrity(), new MagicMismatch()], c => Assert.Equal(CheckStatus.Error, c.Evaluate(empty, SettingsSnapshot.Default).Status));
    }

    [Fact]
    public void A_library_behind_the_end_of_an_archive_fails()
    {
        byte[] elf = [0x7F, (byte)'E', (byte)'L', (byte)'F', 2, 1, 1, .. new byte[60]];
        byte[] archive = new ZipAssembler().Add("a/data.pkl", Samples.Plain).Build();
        var verdict = new ContainerIntegrity().Evaluate(Samples.Read([.. archive, .. elf], "m.pt"), SettingsSnapshot.Default);
        Assert.Equal(CheckStatus.Fail, verdict.Status);
        Assert.Contains(verdict.Findings, f => f.Rule == "unowned:executable");
    }

    [Fact]
    public void Defects_of_one_kind_in_one_member_are_told_apart_in_every_run()
    {
        var two = Samples.SafeTensors("""{"a":{"dtype":"F32","shape":[9],"data_offsets":[0,36]},"b":{"dtype":"F32","shape":[8],"data_offsets":[0,32]}}""", 8);
        byte[] archive = new ZipAssembler().Add("x", "x"u8.ToArray()).Raw([0xE1, 2, 3, 0, 5, 6, 7, 8]).Add("y", "y"u8.ToArray()).Raw([0xE1, 2, 3, 0, 5, 6, 7, 8]).Add("z", "z"u8.ToArray()).Build();
        foreach (var (content, name, check) in ((byte[], string, string)[])[(two, "m.safetensors", "MS4.HeaderBounds"), (archive, "m.zip", "MS4.ContainerIntegrity")])
        {
            var findings = Audit(content, name, check);
            Assert.Contains(findings, f => findings.Any(g => g != f && g.Rule == f.Rule && g.Member == f.Member));
            Assert.Equal(findings.Count, findings.Select(f => f.Fingerprint).Distinct(StringComparer.Ordinal).Count());
            Assert.Equal(findings.Select(f => f.Fingerprint), Audit(content, name, check).Select(f => f.Fingerprint));
        }

        Assert.All(Audit(two, "m.safetensors", "MS4.HeaderBounds"), f => Assert.Contains(f.Subject, new[] { "a", "b" }));
    }

    [Fact]
    public void Samples_and_fixtures_have_no_two_findings_of_one_fingerprint_and_speak_in_sentences()
    {
        foreach (var path in Proof.Corpus.Models)
        {
            foreach (var result in Audit(path))
            {
                Assert.True(result.Findings.Select(f => f.Fingerprint).Distinct(StringComparer.Ordinal).Count() == result.Findings.Count, $"{path}: {result}");
                Assert.True((result.Reason ?? result.Message).EndsWith('.') && result.Findings.All(f => f.Message.EndsWith('.')), $"{path}: {result.CheckId} {result.Message} {result.Reason}");
            }
        }
    }

    private static IReadOnlyList<Finding> Audit(byte[] content, string name, string check)
    {
        var folder = Directory.CreateTempSubdirectory("mlsecpol-test-");
        try
        {
            var path = Path.Combine(folder.FullName, name);
            File.WriteAllBytes(path, content);
            return Audit(path).Single(r => r.CheckId == check).Findings;
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static IReadOnlyList<CheckResult> Audit(string path)
    {
        using var session = Audits.OfModels(new AuditPlan(SettingsSnapshot.Default, [], [], Parallelism: 1, Strict: false, SecondsPerTarget: null, TestContext.Current.CancellationToken));
        session.Submit(path);
        return session.Take(TimeSpan.FromMinutes(1))!.Results;
    }
}
