using MlSecPol.Engine.Policy;
using Newtonsoft.Json.Linq;
using NJsonSchema;
using Xunit;

namespace MlSecPol.Engine.Tests.Policy;

/// <summary>Holds the embedded files to the published schema with a validator that this project did not write.</summary>
public sealed class CatalogueSchemaTests
{
    [Fact]
    public async Task The_catalogue_conforms_to_its_schema()
    {
        var schema = await Schema();
        Assert.Empty(schema.Validate(Document()).Select(e => e.ToString()));
    }

    [Theory]
    [InlineData("$.controls[0].statement")]
    [InlineData("$.policy.documentSha256")]
    [InlineData("$.checks[0].severity")]
    [InlineData("$.mappings[0].verification")]
    [InlineData("$.techniques[0].relation")]
    public async Task A_broken_value_does_not_conform(string path)
    {
        var schema = await Schema();
        var document = Document();
        document.SelectToken(path)!.Replace("?");
        Assert.NotEmpty(schema.Validate(document));
    }

    [Fact]
    public async Task An_unknown_key_does_not_conform()
    {
        var schema = await Schema();
        var document = Document();
        ((JObject)document["controls"]![0]!)["sentence"] = "a key that the reader would overlook";
        Assert.NotEmpty(schema.Validate(document));
    }

    private static Task<JsonSchema> Schema() =>
        JsonSchema.FromJsonAsync(File.ReadAllText(RepositoryFiles.PathOf("docs", "schemas", "policy-catalogue.schema.json")), TestContext.Current.CancellationToken);

    private static JObject Document() => new()
    {
        ["policy"] = Embedded("policy"),
        ["techniques"] = Embedded("techniques"),
        ["controls"] = Embedded("controls"),
        ["mappings"] = Embedded("mappings"),
        ["checks"] = new JArray(CatalogueReader.ResourceNames().SelectMany(n => Embedded(n).Children())),
    };

    private static JToken Embedded(string name)
    {
        using var reader = new StreamReader(CatalogueReader.Open(name));
        return JToken.Parse(reader.ReadToEnd());
    }
}
