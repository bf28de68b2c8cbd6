using MlSecPol.Engine.Checks;
using Newtonsoft.Json.Linq;
using NJsonSchema;
using Xunit;

namespace MlSecPol.Engine.Tests.Proof;

/// <summary>The published schema says exactly what the settings reader accepts. MLSECPOL_REBASELINE=1 rewrites it from the records.</summary>
public sealed class SettingsSchemaTests
{
    private static readonly string SchemaPath = RepositoryFiles.PathOf("docs", "schemas", "mlsecpol.schema.json");
    private static readonly string FullPath = RepositoryFiles.PathOf("tests", "fixtures", "settings", "full.json");

    [Fact]
    public void The_published_schema_is_that_of_the_records()
    {
        var expected = SettingsSchemaText.Write();
        if (Environment.GetEnvironmentVariable("MLSECPOL_REBASELINE") == "1") File.WriteAllText(SchemaPath, expected);
        Assert.Equal(expected, File.ReadAllText(SchemaPath).ReplaceLineEndings("\n"));
    }

    [Fact]
    public async Task A_file_with_every_key_is_accepted_by_schema_and_reader()
    {
        var schema = await JsonSchema.FromFileAsync(SchemaPath, TestContext.Current.CancellationToken);
        var text = await File.ReadAllTextAsync(FullPath, TestContext.Current.CancellationToken);
        Assert.Empty(schema.Validate(text));
        Assert.Equal(Keys(JObject.Parse(await File.ReadAllTextAsync(SchemaPath, TestContext.Current.CancellationToken))).Order(StringComparer.Ordinal), Written(JObject.Parse(text)).Order(StringComparer.Ordinal));
        Assert.NotNull(SettingsFile.Read(FullPath));
    }

    [Theory]
    [InlineData("unknown-key.json", "MlSecPol.Settings.UnknownKey")]
    [InlineData("unknown-section.json", "MlSecPol.Settings.UnknownKey")]
    [InlineData("wrong-type.json", "MlSecPol.Settings.WrongType")]
    [InlineData("out-of-range.json", "MlSecPol.Settings.OutOfRange")]
    [InlineData("wrong-value.json", "MlSecPol.Settings.WrongValue")]
    public async Task A_wrong_file_is_rejected_by_schema_and_reader(string name, string errorId)
    {
        var path = RepositoryFiles.PathOf("tests", "fixtures", "settings", name);
        var schema = await JsonSchema.FromFileAsync(SchemaPath, TestContext.Current.CancellationToken);
        Assert.NotEmpty(schema.Validate(await File.ReadAllTextAsync(path, TestContext.Current.CancellationToken)));
        Assert.Equal(errorId, Assert.Throws<UsageException>(() => SettingsFile.Read(path)).ErrorId);
    }

    [Fact]
    public void Every_number_has_a_range() => Assert.All(
        JObject.Parse(File.ReadAllText(SchemaPath)).Descendants().OfType<JObject>().Where(s => (s["type"] as JValue)?.Value is "integer" or "number"),
        s => Assert.True(s["minimum"] is not null && s["maximum"] is not null, s.Path));

    private static IEnumerable<string> Keys(JObject schema, string prefix = "") =>
        ((JObject?)schema["properties"])?.Properties().SelectMany(p => Keys((JObject)p.Value, $"{prefix}/{p.Name}").Prepend($"{prefix}/{p.Name}")) ?? [];

    private static IEnumerable<string> Written(JObject settings, string prefix = "") =>
        settings.Properties().SelectMany(p => (p.Value is JObject inner && $"{prefix}/{p.Name}" != "/checks/severity" ? Written(inner, $"{prefix}/{p.Name}") : []).Prepend($"{prefix}/{p.Name}"));
}
