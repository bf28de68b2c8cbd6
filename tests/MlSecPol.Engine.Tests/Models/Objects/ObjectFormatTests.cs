using MlSecPol.Engine.Artifacts;
using MlSecPol.Engine.Checks;
using MlSecPol.Engine.Models;
using MlSecPol.Engine.Tests.Corpus;
using MlSecPol.Engine.Tests.Corpus.Objects;
using MlSecPol.Engine.Tests.Proof;
using Xunit;

namespace MlSecPol.Engine.Tests.Models.Objects;

/// <summary>The labelled cases of objects outside of pickle and of native models: what is hostile fails, what is clean shows nothing above Info, damage breaks nothing.</summary>
public sealed class ObjectFormatTests
{
    private static readonly CorpusCase[] Cases = [.. ObjectsCases.All()];

    public static TheoryData<string> Hostile => new(Cases.Where(c => c.IsHostile).Select(c => c.Name));

    public static TheoryData<string> Clean => new(Cases.Where(c => !c.IsHostile).Select(c => c.Name));

    [Theory]
    [MemberData(nameof(Hostile))]
    public void What_is_hostile_fails(string name)
    {
        var results = Audit(name);
        Assert.True(results.Any(r => r.Status == CheckStatus.Fail), string.Join('\n', results));
    }

    [Theory]
    [MemberData(nameof(Clean))]
    public void What_is_clean_is_read_and_shows_nothing(string name)
    {
        var results = Audit(name);
        Assert.All(results, r => Assert.True(r.Status is CheckStatus.Pass or CheckStatus.NotApplicable, r.ToString()));
        Assert.All(results.SelectMany(r => r.Findings), f => Assert.True(f.Severity == Severity.Info, f.ToString()));
        Assert.Contains(results, r => r.CheckId is "MS4.UnsafeObjects" or "MS4.HeaderBounds" or "MS4.ContainerIntegrity" && r.Status == CheckStatus.Pass);
    }

    [Fact]
    public void Damage_breaks_nothing()
    {
        var other = Cases[^1].Content;
        for (var seed = 0; seed < 400; seed++)
        {
            var content = Cases[seed % Cases.Length];
            var damaged = new Mutator(seed).Mutate(content.Content, other);
            var results = Evaluate(damaged, content.FileName);
            Assert.DoesNotContain(results, r => r.Message.Contains("the check broke", StringComparison.Ordinal));
            other = content.Content;
        }
    }

    [Fact]
    public void A_model_that_is_cut_short_never_passes()
    {
        foreach (var model in Cases.Where(c => !c.IsHostile && c.FileName is "m.rds" or "m.msgpack" or "m.ubj" or "m.params" or "m.ser"))
        {
            for (var length = model.Content.Length - 1; length > 30; length -= Math.Max(1, model.Content.Length / 9))
            {
                var results = Evaluate(model.Content[..length], model.FileName);
                Assert.True(results.Any(r => r.Status is CheckStatus.Error or CheckStatus.Fail or CheckStatus.NotAssessed), $"{model.Name} cut to {length} bytes: {string.Join('\n', results)}");
            }
        }
    }

    [Fact]
    public void Each_format_is_known_by_its_content()
    {
        (byte[] Content, ArtifactFormat Format)[] expected =
        [
            (RWriter.File(w => w.Reals(1)), ArtifactFormat.RSerialized),
            (RWriter.File(w => w.Reals(1), isText: true), ArtifactFormat.RSerialized),
            (new JavaWriter().Text("x").Build(), ArtifactFormat.JavaSerialized),
            (PackWriter.Map(("params", PackWriter.Map(("w", PackWriter.Array([1], "int8", 1))))), ArtifactFormat.MessagePack),
            (TreeWriter.XGBoostJson(), ArtifactFormat.XGBoost),
            (TreeWriter.XGBoostUniversal(), ArtifactFormat.XGBoost),
            (TreeWriter.XGBoostBinary(), ArtifactFormat.XGBoost),
            (TreeWriter.LightGbm(), ArtifactFormat.LightGbm),
            (TreeWriter.CatBoost(), ArtifactFormat.CatBoost),
            ([.. "RKNN"u8, .. new byte[60]], ArtifactFormat.Rknn),
            ([.. "B\0C\0N\0\0\0"u8, .. new byte[60]], ArtifactFormat.Cntk),
        ];
        Assert.All(expected, e => Assert.Equal(e.Format, Samples.Read(e.Content, "anything").Format));
    }

    [Fact]
    public void Chance_is_not_taken_for_a_model()
    {
        var random = new Random(7);
        ArtifactFormat[] ours = [ArtifactFormat.JavaSerialized, ArtifactFormat.MessagePack, ArtifactFormat.XGBoost, ArtifactFormat.CatBoost, ArtifactFormat.MxnetArrays, ArtifactFormat.RSerialized, ArtifactFormat.Rknn];
        var content = new byte[600];
        for (var i = 0; i < 20_000; i++)
        {
            random.NextBytes(content);
            content[0] = (byte)(0x81 + (i % 15));
            Assert.DoesNotContain(FormatDetector.Sniff(content, content.Length), ours);
        }

        Assert.Equal(ArtifactFormat.Json, FormatDetector.Sniff("{\"version\":1,\"nodes\":[]}"u8, 24));
    }

    [Fact]
    public void Operators_of_other_programs_are_named()
    {
        var custom = Samples.Read("""{"nodes":[{"op":"Custom","name":"c","attrs":{"op_type":"crop"},"inputs":[]}],"arg_nodes":[],"heads":[[0,0,0]]}"""u8.ToArray(), "m-symbol.json");
        Assert.Contains(custom.Hazards, h => h is { Aspect: ModelAspect.Operators, Effect: HazardEffect.Opaque, Rule: "mxnet:custom", Subject: "crop" });
        var pointer = Samples.Read("""{"nodes":[{"op":"_Native","name":"c","attrs":{"info":"0x7f00"},"inputs":[]}],"arg_nodes":[],"heads":[[0,0,0]]}"""u8.ToArray(), "m-symbol.json");
        Assert.Contains(pointer.Hazards, h => h is { Aspect: ModelAspect.Operators, Effect: HazardEffect.Execute });
    }

    [Fact]
    public void What_is_merely_unknown_is_told_and_does_not_fail()
    {
        foreach (var (content, name) in ((byte[], string)[])[(new JavaWriter().Number("com.example.Model", 1).Build(), "m.ser"), (Cases.First(c => c.Name == "skops: estimator").Content, "m.skops")])
        {
            var own = Evaluate(content, name).Single(r => r.CheckId == "MS4.UnsafeObjects");
            Assert.Equal(CheckStatus.Pass, own.Status);
            Assert.All(own.Findings, f => Assert.Equal(Severity.Medium, f.Severity));
        }
    }

    [Fact]
    public void Advisories_are_named()
    {
        foreach (var (name, advisory) in ((string, string)[])[("skops: operator.call", "CVE-2025-54412"), ("skops: method of another class", "CVE-2025-54413"), ("skops: pickle under the name", "CVE-2025-54886"), ("R: promise as the object", "CVE-2024-27322")])
        {
            var item = Cases.Single(c => c.Name == name);
            var findings = ObservedFindings.Judge(item.FileName, item.Content).Single(r => r.CheckId == "MS4.UnsafeObjects").Findings;
            Assert.Contains(findings, f => f.Advisories.Any(a => a.Id == advisory));
        }
    }

    private static IReadOnlyList<CheckResult> Audit(string name)
    {
        var chosen = Cases.Single(c => c.Name == name);
        return Evaluate(chosen.Content, chosen.FileName);
    }

    private static IReadOnlyList<CheckResult> Evaluate(byte[] content, string name)
    {
        var facts = Samples.Read(content, name);
        return new CheckRunner<ModelFacts>(CheckSet<ModelFacts>.All, SettingsSnapshot.Default, TimeProvider.System).Evaluate(name, facts, TestContext.Current.CancellationToken).Results;
    }
}
