using System.Text;
using MlSecPol.Engine.Artifacts;
using Newtonsoft.Json.Linq;
using NJsonSchema;
using Xunit;

namespace MlSecPol.Engine.Tests.Reports;

/// <summary>Bills of materials of real files, held to the official schema of CycloneDX 1.6.</summary>
public sealed class CycloneDxTests : IDisposable
{
    private const string Readme = """
        ---
        license: apache-2.0
        language: [en, de]
        library_name: transformers
        pipeline_tag: text-classification
        base_model: example/base
        datasets:
        - squad
        - example/own set
        tags: [sentiment, test]
        metrics:
        - accuracy
        model-index:
        - name: demo
          results:
          - task: {type: text-classification}
            dataset: {name: SST-2, type: glue}
            metrics:
            - type: f1
              value: 0.91
        ---
        # A model
        license: mit
        """;

    private readonly string _folder = Directory.CreateTempSubdirectory("mlsecpol").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task The_bill_of_the_samples_conforms_to_the_schema()
    {
        var schema = await Schema();
        Assert.Empty(schema.Validate(Text(RepositoryFiles.PathOf("samples", "models"))).Select(e => e.ToString()));
        Assert.Empty(schema.Validate(Text(Repository())).Select(e => e.ToString()));
    }

    [Theory]
    [InlineData("$.bomFormat")]
    [InlineData("$.serialNumber")]
    [InlineData("$.components[0].type")]
    [InlineData("$.components[0].hashes[0].content")]
    [InlineData("$.components[0].licenses[0].license.id")]
    [InlineData("$.components[0].modelCard.modelParameters")]
    [InlineData("$.compositions[0].aggregate")]
    public async Task A_broken_bill_does_not(string path)
    {
        var bill = JObject.Parse(Text(Repository()));
        bill.SelectToken(path)!.Replace("?");
        Assert.NotEmpty((await Schema()).Validate(bill));
    }

    [Fact]
    public void What_the_card_says_stands_in_its_place_with_its_source()
    {
        var bill = JObject.Parse(Text(Repository()));
        var model = bill["components"]!.Single(c => (string?)c["type"] == "machine-learning-model");
        Assert.Equal("weights/model.safetensors", (string?)model["name"]);
        Assert.Equal("Apache-2.0 declared", $"{model["licenses"]![0]!["license"]!["id"]} {model["licenses"]![0]!["license"]!["acknowledgement"]}");
        Assert.Equal("text-classification bert DemoModel", $"{model["modelCard"]!["modelParameters"]!["task"]} {model["modelCard"]!["modelParameters"]!["architectureFamily"]} {model["modelCard"]!["modelParameters"]!["modelArchitecture"]}");
        Assert.Equal(["dataset:squad", "dataset:example%2Fown%20set"], model["modelCard"]!["modelParameters"]!["datasets"]!.Select(d => (string?)d["ref"]));
        Assert.Equal(["accuracy  ", "f1 0.91 SST-2"], model["modelCard"]!["quantitativeAnalysis"]!["performanceMetrics"]!.Select(m => $"{m["type"]} {m["value"]} {m["slice"]}"));
        Assert.Equal("example/base", (string?)model["pedigree"]!["ancestors"]![0]!["name"]);
        Assert.Equal(["sentiment", "test"], model["tags"]!.Select(t => (string?)t));
        var properties = model["properties"]!.Select(p => $"{p["name"]} = {p["value"]}").ToArray();
        Assert.Contains("mlsecpol:source:license = weights/README.md license: apache-2.0", properties);
        Assert.Contains("mlsecpol:source:datasets = weights/README.md datasets[1]: example/own set", properties);
        Assert.Contains("mlsecpol:source:metrics = weights/README.md model-index[0].results[0].metrics[0]: f1", properties);
        Assert.Contains("mlsecpol:source:model_type = weights/config.json model_type: bert", properties);
        Assert.Contains("mlsecpol:said:library_name = transformers", properties);
        Assert.Contains("mlsecpol:said:language = de", properties);
        Assert.Contains(properties, p => p.StartsWith("mlsecpol:tensors:count = ", StringComparison.Ordinal));
        Assert.DoesNotContain(properties, p => p.Contains("mit", StringComparison.Ordinal) && p.Contains("license", StringComparison.Ordinal));
        Assert.Equal(2, bill["components"]!.Count(c => (string?)c["type"] == "data"));
        Assert.Equal(2, ((JArray)bill["dependencies"]![0]!["dependsOn"]!).Count);
    }

    [Fact]
    public void Files_are_hashed_and_counted()
    {
        var bill = JObject.Parse(Text(RepositoryFiles.PathOf("samples", "models")));
        foreach (var component in bill["components"]!)
        {
            var file = RepositoryFiles.PathOf("samples", "models", (string)component["name"]!);
            Assert.Equal(Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(File.ReadAllBytes(file))), (string?)component["hashes"]![0]!["content"]);
            Assert.Contains(component["properties"]!, p => (string?)p["name"] == "mlsecpol:size" && (string?)p["value"] == new FileInfo(file).Length.ToString(System.Globalization.CultureInfo.InvariantCulture));
            Assert.Null(component["modelCard"]);
            Assert.Null(component["licenses"]);
        }

        Assert.Equal(Directory.GetFiles(RepositoryFiles.PathOf("samples", "models")).Count(f => !f.EndsWith(".data", StringComparison.Ordinal)), ((JArray)bill["components"]!).Count);
        var network = bill["components"]!.Single(c => (string?)c["name"] == "sensor-network.pt");
        Assert.Contains(network["properties"]!, p => (string?)p["name"] == "mlsecpol:pickle" && ((string)p["value"]!).Contains("data.pkl", StringComparison.Ordinal));
    }

    [Fact]
    public void The_same_models_give_the_same_bytes_and_another_time_the_same_serial_number()
    {
        var folder = Repository();
        Assert.Equal(Text(folder), Text(folder));
        var (now, later) = (JObject.Parse(Text(folder)), JObject.Parse(Text(folder, Specimens.Now.AddDays(1))));
        Assert.Equal((string?)now["serialNumber"], (string?)later["serialNumber"]);
        Assert.NotEqual((string?)now["metadata"]!["timestamp"], (string?)later["metadata"]!["timestamp"]);
        Assert.Matches("^urn:uuid:[0-9a-f]{8}-[0-9a-f]{4}-5[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$", (string?)now["serialNumber"]);
        File.AppendAllText(Path.Combine(folder, "weights", "README.md"), "\n");
        Assert.Equal((string?)now["serialNumber"], (string?)JObject.Parse(Text(folder))["serialNumber"]);
        File.AppendAllText(Path.Combine(folder, "weights", "model.safetensors"), "\0");
        Assert.NotEqual((string?)now["serialNumber"], (string?)JObject.Parse(Text(folder))["serialNumber"]);
    }

    [Theory]
    [InlineData("mit", "id MIT")]
    [InlineData("cc-by-nc-4.0", "id CC-BY-NC-4.0")]
    [InlineData("gpl-3.0", "id GPL-3.0")]
    [InlineData("openrail", "name openrail")]
    [InlineData("other\nlicense_name: my-licence\nlicense_link: https://licences.example/my licence", "name my-licence https://licences.example/my%20licence")]
    [InlineData("other\nlicense_name: my-licence\nlicense_link: javascript:alert(1)", "name my-licence")]
    public async Task Licences_are_ids_where_SPDX_has_them(string licence, string expected)
    {
        var folder = Repository($"---\nlicense: {licence}\n---\n");
        var text = Text(folder);
        Assert.Empty((await Schema()).Validate(text).Select(e => e.ToString()));
        var written = JObject.Parse(text)["components"]![0]!["licenses"]![0]!["license"]!;
        Assert.Equal(expected, string.Join(' ', new[] { written["id"] is null ? "name" : "id", (string?)written["id"] ?? (string?)written["name"], (string?)written["url"] }.OfType<string>()));
    }

    [Fact]
    public async Task Sections_of_the_card_on_uses_limits_and_risks_become_considerations()
    {
        var text = Text(Repository("# M\n## Uses\n### Direct Use\nSorting of\nreadings.\n## Bias and risks\nFails in winter, <!-- hidden --> mostly.\n## Limitations\n[More Information Needed]\n## Technical limitations\nNot above 100 degrees.\n```\n## Intended users\nnobody at all, this is code\n```\n"));
        Assert.Empty((await Schema()).Validate(text).Select(e => e.ToString()));
        var component = JObject.Parse(text)["components"]![0]!;
        var said = component["modelCard"]!["considerations"]!;
        Assert.Equal("Sorting of readings.", (string?)Assert.Single(said["useCases"]!));
        Assert.Equal("Fails in winter, mostly.", (string?)Assert.Single(said["ethicalConsiderations"]!)["name"]);
        Assert.StartsWith("Not above 100 degrees.", (string?)Assert.Single(said["technicalLimitations"]!), StringComparison.Ordinal);
        Assert.Null(said["users"]);
        Assert.Contains(component["properties"]!, p => ((string)p["value"]!).StartsWith("weights/README.md, section 'direct use'", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("---\nlicense: [a\n---\n")]
    [InlineData("---\nlicense: mit\n")]
    [InlineData("---\na: &a [1]\nb: *a\n---\n")]
    [InlineData("---\n{{{{{{{{{{{{{{{{{{{{{{{{{{{{{{{{{{{{\n---\n")]
    public async Task A_card_that_cannot_be_read_is_named(string readme)
    {
        var text = Text(Repository(readme));
        Assert.Empty((await Schema()).Validate(text).Select(e => e.ToString()));
        var unread = JObject.Parse(text)["components"]![0]!["properties"]!.Single(p => (string?)p["name"] == "mlsecpol:unread");
        Assert.StartsWith("weights/README.md cannot be read", (string?)unread["value"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Hostile_cards_give_valid_bills()
    {
        var schema = await Schema();
        var random = new Random(11);
        var bytes = Encoding.UTF8.GetBytes(Readme);
        for (var round = 0; round < 60; round++)
        {
            var copy = (byte[])bytes.Clone();
            for (var i = random.Next(1, 8); i > 0; i--) copy[random.Next(4, copy.Length)] = (byte)random.Next(256);
            var folder = Repository();
            File.WriteAllBytes(Path.Combine(folder, "weights", "README.md"), copy);
            Assert.Empty(schema.Validate(Text(folder)).Select(e => e.ToString()));
        }
    }

    [Fact]
    public void A_file_that_is_gone_makes_the_bill_incomplete()
    {
        var bom = new ModelBom();
        Assert.True(bom.Add(Path.Combine(Repository(), "weights", "model.safetensors"), "model.safetensors", always: true, CancellationToken.None));
        Assert.Throws<ArtifactException>(() => bom.Add(Path.Combine(_folder, "gone.pkl"), "gone.pkl", always: true, CancellationToken.None));
        using var stream = new MemoryStream();
        bom.Write(stream, Specimens.Now);
        Assert.Equal("incomplete", (string?)JObject.Parse(Encoding.UTF8.GetString(stream.ToArray()))["compositions"]![0]!["aggregate"]);
    }

    [Fact]
    public void A_card_of_the_folder_above_holds_where_there_is_no_nearer_one()
    {
        var folder = Repository();
        File.Move(Path.Combine(folder, "weights", "README.md"), Path.Combine(folder, "README.md"));
        var model = JObject.Parse(Text(folder))["components"]![0]!;
        Assert.Equal("Apache-2.0", (string?)model["licenses"]![0]!["license"]!["id"]);
        Assert.Contains(model["properties"]!, p => (string?)p["value"] == "README.md license: apache-2.0");
        // Above the folder that was asked for nobody looks.
        Assert.Null(JObject.Parse(Text(Path.Combine(folder, "weights")))["components"]![0]!["licenses"]);
    }

    [Fact]
    public void What_is_no_model_is_taken_only_when_it_is_named()
    {
        var text = Path.Combine(_folder, "notes.txt");
        File.WriteAllText(text, "no model");
        Assert.False(new ModelBom().Add(text, "notes.txt", always: false, CancellationToken.None));
        Assert.True(new ModelBom().Add(text, "notes.txt", always: true, CancellationToken.None));
    }

    private static async Task<JsonSchema> Schema() =>
        await JsonSchema.FromFileAsync(RepositoryFiles.PathOf("tests", "schemas", "cyclonedx", "bom-1.6.SNAPSHOT.schema.json"), TestContext.Current.CancellationToken);

    private static string Text(string folder, DateTimeOffset? time = null)
    {
        var bom = new ModelBom();
        foreach (var file in FileTree.Files(folder, e => throw e, CancellationToken.None)) bom.Add(file, Path.GetRelativePath(folder, file), always: false, CancellationToken.None);
        using var stream = new MemoryStream();
        bom.Write(stream, time ?? Specimens.Now);
        return Encoding.UTF8.GetString(stream.ToArray());
    }

    private string Repository(string readme = Readme)
    {
        var weights = Directory.CreateDirectory(Path.Combine(_folder, "weights")).FullName;
        File.Copy(RepositoryFiles.PathOf("samples", "models", "sensor-network.safetensors"), Path.Combine(weights, "model.safetensors"), overwrite: true);
        File.WriteAllText(Path.Combine(weights, "README.md"), readme);
        File.WriteAllText(Path.Combine(weights, "config.json"), """{"model_type": "bert", "architectures": ["DemoModel"], "transformers_version": "4.50.0", "vocab_size": 7}""");
        return _folder;
    }
}
