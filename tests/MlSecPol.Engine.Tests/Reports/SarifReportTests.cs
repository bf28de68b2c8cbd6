using Newtonsoft.Json.Linq;
using NJsonSchema;
using Xunit;

namespace MlSecPol.Engine.Tests.Reports;

public sealed class SarifReportTests
{
    [Fact]
    public async Task The_log_conforms_to_the_schema()
    {
        var schema = await Schema();
        Assert.Empty(schema.Validate(Specimens.Text(ReportFormat.Sarif, Specimens.OneOfEach())).Select(e => e.ToString()));
        Assert.Empty(schema.Validate(Specimens.Text(ReportFormat.Sarif, Specimens.Random(250))).Select(e => e.ToString()));
        Assert.Empty(schema.Validate(Specimens.Text(ReportFormat.Sarif)).Select(e => e.ToString()));
    }

    [Theory]
    [InlineData("$.version")]
    [InlineData("$.runs[0].results[0].kind")]
    [InlineData("$.runs[0].results[1].level")]
    [InlineData("$.runs[0].results[1].ruleIndex")]
    [InlineData("$.runs[0].invocations[0].executionSuccessful")]
    [InlineData("$.runs[0].results[3].suppressions[0].status")]
    public async Task A_broken_log_does_not(string path)
    {
        var log = Log(Specimens.OneOfEach());
        log.SelectToken(path)!.Replace("?");
        Assert.NotEmpty((await Schema()).Validate(log));
    }

    [Fact]
    public void Statuses_are_told_as_the_projection_says()
    {
        var run = Run(Specimens.OneOfEach());
        Assert.Equal(
            ["pass none Pass", "fail error Fail", "fail note Fail", "fail error Excepted", "notApplicable none NotApplicable", "open none NotAssessed", "fail warning Error"],
            run["results"]!.Select(r => $"{r["kind"]} {r["level"]} {r["properties"]!["status"]}"));
        Assert.False((bool)run["invocations"]![0]!["executionSuccessful"]!);
        var notification = Assert.Single(run["invocations"]![0]!["toolExecutionNotifications"]!);
        Assert.Equal("This one is Error.", (string?)notification["message"]!["text"]);
    }

    [Fact]
    public void What_only_people_can_answer_is_for_review() =>
        Assert.Equal("review", (string?)Run([Specimens.Result(CheckStatus.NotAssessed) with { CheckId = Attestation() }])["results"]![0]!["kind"]);

    [Fact]
    public void Where_one_result_is_suppressed_every_other_says_that_it_is_not()
    {
        var results = Run(Specimens.OneOfEach())["results"]!;
        Assert.Equal([0, 0, 0, 1, 0, 0, 0], results.Select(r => ((JArray)r["suppressions"]!).Count));
        Assert.Equal("accepted external", $"{results[3]!["suppressions"]![0]!["status"]} {results[3]!["suppressions"]![0]!["kind"]}");
        Assert.Contains("EXC-2026-001", (string?)results[3]!["suppressions"]![0]!["justification"], StringComparison.Ordinal);
        Assert.All(Run([Specimens.Result(CheckStatus.Fail, Specimens.Finding())])["results"]!, r => Assert.Null(r["suppressions"]));
    }

    [Fact]
    public void Rules_have_help_and_a_score_and_results_point_to_them()
    {
        var run = Run(Specimens.Random(250));
        var rules = (JArray)run["tool"]!["driver"]!["rules"]!;
        Assert.All(run["results"]!, r => Assert.Equal((string?)r["ruleId"], (string?)rules[(int)r["ruleIndex"]!]["id"]));
        Assert.All(rules.Where(r => (string?)r["id"] != "XX9.Foreign"), r =>
        {
            Assert.NotEmpty((string)r["help"]!["text"]!);
            Assert.Contains("**What to do:**", (string)r["help"]!["markdown"]!, StringComparison.Ordinal);
            Assert.InRange(double.Parse((string)r["properties"]!["security-severity"]!, System.Globalization.CultureInfo.InvariantCulture), 0, 10);
        });
        Assert.Equal(rules.Count, rules.Select(r => (string?)r["id"]).Distinct(StringComparer.Ordinal).Count());
    }

    [Fact]
    public void Every_reference_to_a_taxonomy_leads_somewhere()
    {
        var run = Run(Specimens.Random(250));
        var taxa = run["taxonomies"]!.ToDictionary(t => (string)t["name"]!, t => t["taxa"]!.Select(x => (string)x["id"]!).ToHashSet(StringComparer.Ordinal), StringComparer.Ordinal);
        Assert.True(taxa.Count > 3);
        var references = run["tool"]!["driver"]!["rules"]!.Concat(run["taxonomies"]!.SelectMany(t => t["taxa"]!)).SelectMany(r => r["relationships"] ?? new JArray()).ToArray();
        Assert.NotEmpty(references);
        Assert.All(references, r => Assert.Contains((string)r["target"]!["id"]!, taxa[(string)r["target"]!["toolComponent"]!["name"]!]));
        Assert.Equal(taxa.Keys.Order(StringComparer.Ordinal), run["tool"]!["driver"]!["supportedTaxonomies"]!.Select(t => (string)t["name"]!).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void File_names_are_relative_and_resolve_to_the_target()
    {
        var location = Run([Specimens.Result(CheckStatus.Pass)])["results"]![0]!["locations"]![0]!["physicalLocation"]!["artifactLocation"]!;
        Assert.Equal("models/a%20b.pkl ROOT", $"{location["uri"]} {location["uriBaseId"]}");
        foreach (var result in Run(Specimens.Random(250))["results"]!)
        {
            var uri = (string)result["locations"]![0]!["physicalLocation"]!["artifactLocation"]!["uri"]!;
            Assert.True(Uri.TryCreate(uri, UriKind.RelativeOrAbsolute, out var parsed), uri);
            Assert.True(!parsed!.IsAbsoluteUri || parsed.Scheme == "https", uri);
            Assert.False(uri.StartsWith('/'), uri);
        }

        var run = Run([Specimens.Result(CheckStatus.Pass) with { Target = OperatingSystem.IsWindows() ? @"C:\else where\x.pkl" : "/else where/x.pkl" }]);
        var outside = run["results"]![0]!["locations"]![0]!["physicalLocation"]!["artifactLocation"]!;
        Assert.EndsWith("else%20where/x.pkl FILESYSTEM", $"{outside["uri"]} {outside["uriBaseId"]}", StringComparison.Ordinal);
        Assert.All(run["originalUriBaseIds"]!.Children<JProperty>(), b => Assert.EndsWith("/", (string)b.Value["uri"]!, StringComparison.Ordinal));
    }

    [Fact]
    public void Findings_keep_their_fingerprint_place_and_count()
    {
        var result = Run([Specimens.Result(CheckStatus.Fail, Specimens.Finding() with { Member = null })])["results"]![0]!;
        Assert.Equal("0123456789abcdef", (string?)result["partialFingerprints"]!["mlsecpolFinding/v1"]);
        Assert.Equal(57, (int)result["locations"]![0]!["physicalLocation"]!["region"]!["byteOffset"]!);
        Assert.Equal(2, (int)result["occurrenceCount"]!);
        var member = Run([Specimens.Result(CheckStatus.Fail, Specimens.Finding())])["results"]![0]!;
        Assert.Null(member["locations"]![0]!["physicalLocation"]!["region"]);
        Assert.Equal("archive/data.pkl", (string?)member["locations"]![0]!["logicalLocations"]![0]!["fullyQualifiedName"]);
        Assert.Equal(57, (int)member["properties"]!["offset"]!);
    }

    [Fact]
    public void Advisories_are_taxa_tags_and_properties()
    {
        var run = Run([Specimens.Result(CheckStatus.Fail, Specimens.Finding())]);
        var result = run["results"]![0]!;
        string[] ids = ["CVE-2025-1889", "CVE-2025-32434"];
        Assert.Equal(ids, result["taxa"]!.Select(t => (string?)t["id"]));
        Assert.Equal(ids, result["properties"]!["tags"]!.Select(t => (string?)t));
        Assert.Equal([false, true], result["properties"]!["advisories"]!.Select(a => (bool)a["verified"]!));
        Assert.Equal("Programs start on the machine.", (string?)result["properties"]!["gain"]);
        var taxonomy = run["taxonomies"]!.Single(t => (string?)t["name"] == (string?)result["taxa"]![0]!["toolComponent"]!["name"]);
        Assert.Equal(ids, taxonomy["taxa"]!.Select(t => (string?)t["id"]));
        Assert.Equal("https://nvd.nist.gov/vuln/detail/CVE-2025-1889", (string?)taxonomy["taxa"]![0]!["helpUri"]);
        Assert.DoesNotContain(Run([Specimens.Result(CheckStatus.Pass)])["taxonomies"]!, t => (string?)t["name"] == (string?)taxonomy["name"]);
    }

    private static string Attestation() => MlSecPol.Engine.Policy.PolicyCatalogue.Current.Checks.First(c => c.CheckType == CheckType.Attestation).CheckId;

    private static JObject Log(IReadOnlyList<CheckResult> results) => JObject.Parse(Specimens.Text(ReportFormat.Sarif, results));

    private static JToken Run(IReadOnlyList<CheckResult> results) => Log(results)["runs"]![0]!;

    private static Task<JsonSchema> Schema() =>
        JsonSchema.FromFileAsync(RepositoryFiles.PathOf("tests", "schemas", "sarif", "sarif-2.1.0.json"), TestContext.Current.CancellationToken);
}
