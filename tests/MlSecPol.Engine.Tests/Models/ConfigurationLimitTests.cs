using System.Text;
using MlSecPol.Engine.Artifacts;
using MlSecPol.Engine.Models;
using MlSecPol.Engine.Models.Configuration;
using MlSecPol.Engine.Tests.Artifacts;
using MlSecPol.Engine.Tests.Corpus;
using Xunit;

namespace MlSecPol.Engine.Tests.Models;

/// <summary>Configurations and markup that are broken, deep, long or inside of archives; formats that are told apart by their names.</summary>
public class ConfigurationLimitTests
{
    [Theory]
    [InlineData("config.json", "{\"model_type\":")]
    [InlineData("tokenizer_config.json", "not JSON at all")]
    [InlineData("tokenizer_config.json", "{\"a\":1,}")]
    [InlineData("model.safetensors.index.json", "{\"weight_map\":{\"a\":\"x.safetensors\"")]
    [InlineData("model.yaml", "a: [1, 2\nb: }\n")]
    [InlineData("model.yaml", "\"unfinished\n")]
    [InlineData("model.pmml", "<PMML><a></PMML>")]
    public void What_is_broken_is_an_error_and_no_pass(string name, string text) => Assert.Contains(Read(name, text).Gaps, g => g.Kind == CoverageGapKind.Malformed);

    [Fact]
    public void What_is_too_deep_is_a_gap_with_the_name_of_the_limit()
    {
        Assert.Contains(Read("config.json", "{\"model_type\":" + new string('[', 500) + new string(']', 500) + "}").Gaps, g => g.Reason.Contains("HeaderDepth", StringComparison.Ordinal));
        Assert.Contains(Read("a.yaml", "a: " + new string('[', 500)).Gaps, g => g.Reason.Contains("HeaderDepth", StringComparison.Ordinal));
        Assert.Contains(Read("a.xml", "<?xml version=\"1.0\"?>" + string.Concat(Enumerable.Repeat("<a>", 1000))).Gaps, g => g.Kind == CoverageGapKind.LimitReached);
    }

    [Fact]
    public void Too_many_aliases_are_a_gap() =>
        Assert.Contains(Read("a.yaml", "a: &a 1\nb: [" + string.Join(',', Enumerable.Repeat("*a", 1100)) + "]\n").Gaps, g => g.Kind == CoverageGapKind.LimitReached);

    [Fact]
    public void What_is_longer_than_allowed_is_a_gap()
    {
        var limits = new ArtifactLimits { HeaderBytes = 10 };
        Assert.Contains(Samples.Read("{\"model_type\":\"a\"}"u8.ToArray(), "config.json", limits).Gaps, g => g.Kind == CoverageGapKind.LimitReached);
        Assert.Contains(Samples.Read("a: 1234567890123\n"u8.ToArray(), "a.yaml", limits).Gaps, g => g.Kind == CoverageGapKind.LimitReached);
    }

    [Fact]
    public void A_text_longer_than_the_buffer_is_read_whole()
    {
        var long1 = new string('x', 300_000);
        var facts = Read("tokenizer_config.json", $"{{\"a\":\"{long1}\",\"chat_template\":\"{long1}{{{{ ''.__class__ }}}}\"}}");
        Assert.Empty(facts.Gaps);
        Assert.Contains(facts.Hazards, h => h.Rule == "template:inner-attribute");
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(7)]
    [InlineData(64)]
    public void Numbers_of_Python_are_replaced_wherever_a_buffer_ends(int size)
    {
        var json = """{"a":NaN,"b":[Infinity,-Infinity],"NaN \" I":"Infinity N"}"""u8.ToArray();
        var numbers = new JsonNumbers();
        for (var at = 0; at < json.Length; at += size) numbers.Normalise(json.AsSpan(at, Math.Min(size, json.Length - at)));
        Assert.Equal("""{"a":0e0,"b":[1e000000,-1e000000],"NaN \" I":"Infinity N"}""", Encoding.UTF8.GetString(json));
    }

    [Theory]
    [InlineData("a.yaml", "{\"a\": 1}", ArtifactFormat.Yaml)]
    [InlineData("a.yml", "a,b\nc,d\n", ArtifactFormat.Yaml)]
    [InlineData("chat_template.jinja", "<s>{{ x }}", ArtifactFormat.Jinja)]
    [InlineData("config.json", "not JSON", ArtifactFormat.Json)]
    [InlineData("MLmodel", "a: 1\n", ArtifactFormat.Yaml)]
    [InlineData("README.md", "# a\n", ArtifactFormat.Text)]
    [InlineData("requirements.txt", "torch==2\n", ArtifactFormat.PackageList)]
    [InlineData("notes.txt", "torch==2\n", ArtifactFormat.Text)]
    public void The_name_decides_the_language_of_a_text(string name, string text, ArtifactFormat expected)
    {
        var facts = Read(name, text);
        Assert.Equal(expected, facts.Format);
        if (expected == ArtifactFormat.Text) Assert.Empty(facts.Gaps);
    }

    [Fact]
    public void Members_of_archives_are_read()
    {
        var zip = new ZipAssembler().Add("m/tokenizer_config.json", "{\"chat_template\":\"{% include 'x' %}\"}"u8.ToArray(), 8).Add("m/model_config.yaml", "_target_: os.system\n"u8.ToArray()).Build();
        var facts = Samples.Read(zip, "m.zip");
        Assert.Contains(facts.Hazards, h => h is { Rule: "template:include", Member: "m/tokenizer_config.json" });
        Assert.Contains(facts.Hazards, h => h is { Rule: "remote:target", Effect: HazardEffect.Execute, Member: "m/model_config.yaml" });
    }

    [Fact]
    public void Versions_of_GGUF_that_nobody_knows_are_not_assessed() =>
        Assert.Equal(CoverageGapKind.Unsupported, Assert.Single(Samples.Read([.. "GGUF"u8, 9, 0, 0, 0, .. new byte[40]], "m.gguf").Gaps).Kind);

    [Fact]
    public void Large_vocabularies_cost_little_memory_and_are_walked_to_their_end()
    {
        var words = Enumerable.Range(0, 20_000).Select(i => "word" + i).ToArray();
        var facts = Samples.Read(new GgufBuilder().Texts("tokenizer.ggml.tokens", words).Text("tokenizer.chat_template", "{{ ''.__class__ }}").Build(), "m.gguf");
        Assert.Empty(facts.Gaps);
        Assert.Equal("tokenizer.chat_template, line 1", Assert.Single(facts.Hazards).Location);
    }

    private static ModelFacts Read(string name, string text) => Samples.Read(Encoding.UTF8.GetBytes(text), name);
}
