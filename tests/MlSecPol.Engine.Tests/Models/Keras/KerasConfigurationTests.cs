using MlSecPol.Engine.Artifacts;
using MlSecPol.Engine.Checks;
using MlSecPol.Engine.Models;
using MlSecPol.Engine.Models.Checks;
using MlSecPol.Engine.Tests.Artifacts;
using MlSecPol.Engine.Tests.Corpus;
using MlSecPol.Engine.Tests.Proof;
using Xunit;
using static MlSecPol.Engine.Tests.Models.Keras.KerasSamples;

namespace MlSecPol.Engine.Tests.Models.Keras;

public class KerasConfigurationTests
{
    private static readonly IReadOnlyList<CorpusCase> Cases = [.. KerasCases.All()];

    public static TheoryData<string> Hostile => new(Cases.Where(c => c.IsHostile).Select(c => c.Name));

    public static TheoryData<string> Clean => new(Cases.Where(c => !c.IsHostile).Select(c => c.Name));

    [Theory]
    [MemberData(nameof(Hostile))]
    public void Hostile_models_fail(string name) => Assert.Contains(Audit(Cases.Single(c => c.Name == name && c.IsHostile)), r => r.Status == CheckStatus.Fail);

    [Theory]
    [MemberData(nameof(Clean))]
    public void Clean_models_show_nothing(string name)
    {
        var results = Audit(Cases.Single(c => c.Name == name && !c.IsHostile));
        Assert.All(results, r => Assert.True(r.Findings.All(f => f.Severity == Severity.Info), $"{r.CheckId}: {string.Join(" ", r.Findings.Select(f => f.Message))}"));
        Assert.All(results, r => Assert.True(r.Status is CheckStatus.Pass or CheckStatus.NotApplicable, $"{r}"));
        Assert.Equal(CheckStatus.Pass, results.Single(r => r.CheckId == "MS4.KerasCodeLayers").Status);
    }

    [Fact]
    public void Damaged_models_never_throw_and_never_take_long()
    {
        for (var round = 0; round < 4; round++)
        {
            for (var i = 0; i < Cases.Count; i++)
            {
                var mutated = new Mutator((round * 1000) + i).Mutate(Cases[i].Content, Cases[(i + 7) % Cases.Count].Content);
                Audit(Cases[i] with { Content = mutated });
            }
        }
    }

    [Theory]
    [InlineData("keras:lambda", "CVE-2024-3660", "lambda with byte code")]
    [InlineData("keras:lambda", "CVE-2025-9905", "lambda of Keras 2")]
    [InlineData("keras:function:execute", "CVE-2025-1550", "lambda of a function of os")]
    [InlineData("keras:class:write", "CVE-2025-8747", "get_file as a class")]
    [InlineData("keras:class:write", "CVE-2025-12060", "get_file as a class")]
    [InlineData("keras:class:execute", "CVE-2025-9906", "unsafe switch by configuration")]
    [InlineData("keras:torch-module", "CVE-2025-49655", "PyTorch module")]
    [InlineData("keras:vocabulary", "CVE-2025-12058", "vocabulary by path")]
    [InlineData("keras:saved-model", "CVE-2026-1462", "SavedModel layer")]
    public void Published_techniques_are_named(string rule, string advisory, string name)
    {
        var item = Cases.Single(c => c.IsHostile && c.Name == name);
        var findings = ObservedFindings.Judge(item.FileName, item.Content).Single(r => r.CheckId == "MS4.KerasCodeLayers").Findings;
        Assert.Contains(findings, f => f.Rule == rule && f.Advisories.Any(a => a.Id == advisory));
    }

    [Fact]
    public void A_finding_says_where_it_stands_and_what_the_code_names()
    {
        var hazard = Assert.Single(Read(Cases.Single(c => c.Name == "lambda with byte code")).Hazards);
        Assert.Equal("config.config.layers[1].config.function", hazard.Location);
        Assert.Equal(("scale", "config.json", "names in the code: getcwd, os"), (hazard.Subject, hazard.Member, hazard.Evidence));
    }

    [Theory]
    [InlineData("\"my_package.layers\"", "MyLayer", "\"my_package>MyLayer\"")]
    [InlineData("null", "MyLayer", "\"Custom>MyLayer\"")]
    [InlineData("\"__main__\"", "MyLayer", "\"MyLayer\"")]
    public void Custom_classes_are_unknown_and_fail_only_when_asked_to(string module, string name, string registered)
    {
        var facts = Samples.Read(Archive(Model(Layer(name, """{"name": "m", "filepath": "/x"}""", module, registered) + "," + Layer(name, """{"name": "n"}""", module, registered))), "m.keras");
        var verdict = new KerasCodeLayers().Evaluate(facts, SettingsSnapshot.Default);
        Assert.Equal(CheckStatus.Pass, verdict.Status);
        Assert.Equal(("keras:class:unknown", Severity.Medium), (Assert.Single(verdict.Findings).Rule, verdict.Findings[0].Severity));
        Assert.Equal(CheckStatus.Fail, new KerasCodeLayers().Evaluate(facts, SettingsSnapshot.Default.With(new ModelSettings { Strict = true })).Status);
    }

    [Fact]
    public void A_wrapped_pickle_is_read()
    {
        var facts = Read(Cases.Single(c => c.Name == "PyTorch module"));
        Assert.True(Samples.Calls(facts));
        Assert.Contains(facts.Pickles, p => p.Member == "config.json!t");
    }

    [Fact]
    public void What_cannot_be_read_is_no_pass()
    {
        Assert.Equal(CheckStatus.Error, Judge(Archive("{\"class_name\": "), new ArtifactLimits()).Status);
        Assert.Equal(CheckStatus.Error, Judge(Archive("not json"), new ArtifactLimits()).Status);
        Assert.Equal(CheckStatus.Error, Judge(Archive(Model(Dense())), new ArtifactLimits { HeaderBytes = 100 }).Status);
        Assert.Equal(CheckStatus.Error, Judge(Archive(Model(Dense(more: ", \"x\": " + new string('[', 200) + new string(']', 200)))), new ArtifactLimits()).Status);
        var deepPayload = Archive(Model(Lambda(LambdaCode) + "," + Dense(more: ", \"x\": " + new string('[', 200) + new string(']', 200))));
        Assert.Equal(CheckStatus.Fail, Judge(deepPayload, new ArtifactLimits()).Status);
    }

    [Fact]
    public void A_configuration_of_another_kind_is_none_of_its_business()
    {
        var archive = new ZipAssembler().Add("config.json", """{"architectures": ["BertModel"], "auto_map": {}}"""u8.ToArray()).Build();
        var facts = Samples.Read(archive, "model.zip");
        Assert.Equal(CheckStatus.NotApplicable, new KerasCodeLayers().Evaluate(facts, SettingsSnapshot.Default).Status);
    }

    [Fact]
    public void A_flood_of_findings_hides_no_other()
    {
        var paths = string.Join(',', Enumerable.Range(0, 3000).Select(i => Layer("StringLookup", $$"""{"name": "s{{i}}", "vocabulary": "/x{{i}}"}""")));
        var facts = Samples.Read(Archive(Model(paths + "," + Lambda(LambdaCode))), "m.keras");
        Assert.Equal(101, facts.Hazards.Count);
        Assert.Contains(facts.Hazards, h => h.Rule == "keras:lambda");
    }

    private static Verdict Judge(byte[] content, ArtifactLimits limits) => new KerasCodeLayers().Evaluate(Samples.Read(content, "m.keras", limits), SettingsSnapshot.Default);

    private static ModelFacts Read(CorpusCase file) => Samples.Read(file.Content, file.FileName);

    private static IReadOnlyList<CheckResult> Audit(CorpusCase file) =>
        new CheckRunner<ModelFacts>(CheckSet<ModelFacts>.All, SettingsSnapshot.Default, TimeProvider.System).Evaluate(file.FileName, Read(file), TestContext.Current.CancellationToken).Results;
}
