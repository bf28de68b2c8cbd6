using System.Text;
using MlSecPol.Engine.Checks;
using MlSecPol.Engine.Models;
using MlSecPol.Engine.Tests.Artifacts;
using MlSecPol.Engine.Tests.Corpus;
using Xunit;

namespace MlSecPol.Engine.Tests.Models.Advisories;

/// <summary>The organisation's lists of imports reach every reader that restores objects by name: Keras, skops, configurations, YAML and Java.</summary>
public class ObjectNameTests
{
    private const string Company = "company.models.Layer";

    public static TheoryData<string, string> Models => new()
    {
        { "MS4.KerasCodeLayers", "keras" },
        { "MS4.UnsafeObjects", "skops" },
        { "MS4.RemoteCode", "configuration" },
        { "MS4.UnsafeMarkup", "yaml" },
    };

    [Theory]
    [MemberData(nameof(Models))]
    public void An_unknown_name_is_suspicious_until_it_is_allowed(string check, string kind)
    {
        var unknown = Judge(check, kind, Company, new ModelSettings());
        Assert.Equal(CheckStatus.Pass, unknown.Status);
        Assert.Contains(unknown.Findings, f => f.Severity == Severity.Medium);
        Assert.Equal(CheckStatus.Fail, Judge(check, kind, Company, new ModelSettings { Strict = true }).Status);
        var allowed = Judge(check, kind, Company, new ModelSettings { Strict = true, AllowedImports = ["company.models.*"] });
        Assert.Equal(CheckStatus.Pass, allowed.Status);
        Assert.DoesNotContain(allowed.Findings, f => f.Severity > Severity.Info);
    }

    [Theory]
    [MemberData(nameof(Models))]
    public void Allowing_a_name_never_outweighs_its_effect(string check, string kind) =>
        Assert.Equal(CheckStatus.Fail, Judge(check, kind, "os.system", new ModelSettings { AllowedImports = ["os.*", "*"] }).Status);

    [Fact]
    public void A_function_that_a_tag_calls_fails_until_it_is_allowed()
    {
        var content = Encoding.UTF8.GetBytes($"model: !!python/object/apply:{Company} []\n");
        CheckStatus Status(ModelSettings settings) => ObservedFindings.Judge("config.yaml", content, SettingsSnapshot.Default.With(settings)).Single(r => r.CheckId == "MS4.UnsafeMarkup").Status;
        Assert.Equal(CheckStatus.Fail, Status(new ModelSettings()));
        Assert.Equal(CheckStatus.Pass, Status(new ModelSettings { AllowedImports = [Company] }));
    }

    [Theory]
    [MemberData(nameof(Models))]
    public void A_forbidden_name_fails(string check, string kind)
    {
        var result = Judge(check, kind, Company, new ModelSettings { DeniedImports = ["company.*"], AllowedImports = ["company.*"] });
        Assert.Equal((CheckStatus.Fail, Severity.Critical), (result.Status, result.Severity));
        var finding = Assert.Single(result.Findings, f => f.Rule == "settings:denied");
        Assert.Equal((Company, 1.0), (finding.Subject, finding.Confidence));
        Assert.Contains(Company, result.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("MS4.KerasCodeLayers", "keras", "keras.layers.Dense")]
    [InlineData("MS4.UnsafeObjects", "skops", "sklearn.linear_model._base.LinearRegression")]
    [InlineData("MS4.RemoteCode", "configuration", "torch.nn.Linear")]
    [InlineData("MS4.UnsafeMarkup", "yaml", "collections.OrderedDict")]
    public void A_name_that_everybody_else_trusts_fails_where_it_is_forbidden(string check, string kind, string name)
    {
        Assert.NotEqual(CheckStatus.Fail, Judge(check, kind, name, new ModelSettings()).Status);
        Assert.Equal(CheckStatus.Fail, Judge(check, kind, name, new ModelSettings { DeniedImports = [name] }).Status);
    }

    private static CheckResult Judge(string check, string kind, string name, ModelSettings settings)
    {
        var (file, content) = Model(kind, name[..name.LastIndexOf('.')], name[(name.LastIndexOf('.') + 1)..]);
        return ObservedFindings.Judge(file, content, SettingsSnapshot.Default.With(settings)).Single(r => r.CheckId == check);
    }

    private static (string File, byte[] Content) Model(string kind, string module, string name) => kind switch
    {
        "keras" => ("m.keras", new ZipAssembler()
            .Add("metadata.json", """{"keras_version": "3.8.0"}"""u8.ToArray())
            .Add("config.json", Encoding.UTF8.GetBytes($$$"""{"module": "keras", "class_name": "Sequential", "config": {"name": "s", "layers": [{"module": "{{{module}}}", "class_name": "{{{name}}}", "config": {"name": "l"}, "registered_name": null}]}, "registered_name": null}""")).Build()),
        "skops" => ("m.skops", new ZipAssembler()
            .Add("schema.json", Encoding.UTF8.GetBytes($$$"""{"__class__": "{{{name}}}", "__module__": "{{{module}}}", "__loader__": "ObjectNode", "content": {"__class__": "dict", "__module__": "builtins", "__loader__": "DictNode", "content": {}, "key_types": {"__class__": "list", "__module__": "builtins", "__loader__": "ListNode", "content": [], "__id__": 3}, "__id__": 2}, "__id__": 1, "protocol": 2, "_skops_version": "0.12.0"}""")).Build()),
        "configuration" => ("config.json", Encoding.UTF8.GetBytes($$$"""{"model": {"_target_": "{{{module}}}.{{{name}}}", "size": 3}}""")),
        _ => ("config.yaml", Encoding.UTF8.GetBytes($"model: !!python/object:{module}.{name}\n  size: 3\n")),
    };
}
