using System.Text;
using MlSecPol.Engine.Reports;
using Newtonsoft.Json.Linq;
using NJsonSchema;
using Xunit;

namespace MlSecPol.Engine.Tests.Reports;

public sealed class JsonReportTests : IDisposable
{
    private readonly string _file = Path.GetTempFileName();

    public void Dispose() => File.Delete(_file);

    [Fact]
    public async Task The_document_conforms_to_the_published_schema() =>
        Assert.Empty((await Schema()).Validate(Specimens.Text(ReportFormat.Json, [.. Specimens.OneOfEach(), .. Specimens.Random(250)])).Select(e => e.ToString()));

    [Theory]
    [InlineData("$.results[0].status")]
    [InlineData("$.results[1].findings[0].severity")]
    [InlineData("$.results[1].findings[0].count")]
    [InlineData("$.summary[0].fail")]
    [InlineData("$.format")]
    public async Task A_broken_value_does_not_conform(string path)
    {
        var document = JObject.Parse(Specimens.Text(ReportFormat.Json, Specimens.OneOfEach()));
        document.SelectToken(path)!.Replace("?");
        Assert.NotEmpty((await Schema()).Validate(document));
    }

    [Fact]
    public async Task A_missing_or_unknown_key_does_not_conform()
    {
        var schema = await Schema();
        var document = JObject.Parse(Specimens.Text(ReportFormat.Json, Specimens.OneOfEach()));
        ((JObject)document["results"]![0]!).Remove("target");
        Assert.NotEmpty(schema.Validate(document));
        document = JObject.Parse(Specimens.Text(ReportFormat.Json, Specimens.OneOfEach()));
        document["results"]![0]!["verdict"] = "fine";
        Assert.NotEmpty(schema.Validate(document));
    }

    [Fact]
    public void Results_come_back_equal()
    {
        var results = Specimens.OneOfEach();
        Assert.Equal(results, Read(Specimens.Written(ReportFormat.Json, results)));
    }

    [Fact]
    public void A_document_from_before_gains_and_advisories_is_read()
    {
        var document = JObject.Parse(Specimens.Text(ReportFormat.Json, Specimens.OneOfEach()));
        foreach (var finding in document.SelectTokens("$.results[*].findings[*]").Cast<JObject>())
        {
            Assert.True(finding.Remove("gain"));
            Assert.True(finding.Remove("advisories"));
        }

        var read = Read(Encoding.UTF8.GetBytes(document.ToString()));
        Assert.All(read.SelectMany(r => r.Findings), f => Assert.Equal((null, 0), (f.Gain, f.Advisories.Count)));
    }

    [Fact]
    public void Random_results_come_back_equal_but_for_control_characters()
    {
        var read = Read(Specimens.Written(ReportFormat.Json, Specimens.Random(250)));
        Assert.Equal(250, read.Count);
        // What was cleaned once stays as it is: the second way there and back changes nothing.
        Assert.Equal(read, Read(Specimens.Written(ReportFormat.Json, read)));
        Assert.Equal(Specimens.Random(250).Select(r => (r.Status, r.Severity, r.CheckId, r.ObservedAt, r.Findings.Count)), read.Select(r => (r.Status, r.Severity, r.CheckId, r.ObservedAt, r.Findings.Count)));
    }

    public static TheoryData<string, string, string> Damages => new()
    {
        { "status", "\"Pass\"", "\"Passed\"" },
        { "status as a number", "\"status\": \"Pass\"", "\"status\": \"0\"" },
        { "severity", "\"Critical\"", "\"critical\"" },
        { "key twice", "\"checkId\": \"MS4.UnsafeDeserialization\",", "\"checkId\": \"MS4.A\", \"checkId\": \"MS4.B\"," },
        { "unknown key of a result", "\"checkId\":", "\"check\": \"x\", \"checkId\":" },
        { "unknown key of a finding", "\"rule\":", "\"rool\":" },
        { "count", "\"count\": 2", "\"count\": 2.5" },
        { "offset beyond 64 bits", "\"offset\": 57", "\"offset\": 99999999999999999999" },
        { "confidence", "\"confidence\": 0.75", "\"confidence\": 7" },
        { "confidence that is no number", "\"confidence\": 0.75", "\"confidence\": NaN" },
        { "time", "\"observedAt\": \"2026-", "\"observedAt\": \"yesterday-" },
        { "target missing", "\"target\":", "\"//target\":" },
        { "null", "\"message\": \"This one is Pass.\"", "\"message\": null" },
        { "unknown key of an advisory", "\"affected\":", "\"affects\":" },
        { "list for text", "\"message\": \"This one is Pass.\"", "\"message\": []" },
    };

    [Theory]
    [MemberData(nameof(Damages))]
    public void A_damaged_document_is_refused_whole_with_its_place(string what, string from, string to)
    {
        var text = Specimens.Text(ReportFormat.Json, Specimens.OneOfEach());
        Assert.True(text.Contains(from, StringComparison.Ordinal), what);
        var error = Assert.Throws<ReportException>(() => Read(Encoding.UTF8.GetBytes(text.Replace(from, to, StringComparison.Ordinal))));
        Assert.Equal("MlSecPol.Report.Damaged", error.ErrorId);
        Assert.Matches(@"\(\d+,\d+\): ", error.Message);
    }

    [Fact]
    public void A_document_that_is_cut_anywhere_is_refused_before_its_first_result()
    {
        var bytes = Specimens.Written(ReportFormat.Json, Specimens.OneOfEach());
        var end = Array.LastIndexOf(bytes, (byte)'}');
        for (var length = 0; length <= end; length += 61)
        {
            File.WriteAllBytes(_file, bytes[..length]);
            using var results = ResultReader.Read(_file, CancellationToken.None).GetEnumerator();
            Assert.Throws<ReportException>(() => results.MoveNext());
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("null")]
    [InlineData("{\"version\": \"2.1.0\", \"runs\": []}")]
    [InlineData("{\"format\": \"other\", \"formatVersion\": 1, \"results\": []}")]
    [InlineData("{\"results\": [], \"format\": \"mlsecpol-results\", \"formatVersion\": 1}")]
    [InlineData("{\"format\": \"mlsecpol-results\", \"formatVersion\": 1}")]
    public void Something_else_is_foreign(string text) =>
        Assert.Equal("MlSecPol.Report.Foreign", Assert.Throws<ReportException>(() => Read(Encoding.UTF8.GetBytes(text))).ErrorId);

    [Theory]
    [InlineData("{\"format\": \"mlsecpol-results\", \"formatVersion\": 2, \"results\": []}", "MlSecPol.Report.OtherVersion")]
    [InlineData("{\"format\": \"mlsecpol-results\", \"formatVersion\": 1, \"results\": []} {}", "MlSecPol.Report.Damaged")]
    [InlineData("{\"format\": \"mlsecpol-results\", \"formatVersion\": 1, \"results\": {}}", "MlSecPol.Report.Damaged")]
    [InlineData("{\"format\": \"mlsecpol-results\", \"formatVersion\": 1, \"results\": [1]}", "MlSecPol.Report.Damaged")]
    [InlineData("not json", "MlSecPol.Report.Damaged")]
    public void The_error_says_what_is_wrong(string text, string errorId) =>
        Assert.Equal(errorId, Assert.Throws<ReportException>(() => Read(Encoding.UTF8.GetBytes(text))).ErrorId);

    [Fact]
    public void Nothing_of_a_damaged_document_steers_a_terminal()
    {
        var error = Assert.Throws<ReportException>(() => Read("{\"format\": \"mlsecpol-results\", \"formatVersion\": 1, \"results\": [{\"\u001b[31mred\n\": 1}]}"u8.ToArray()));
        Assert.DoesNotContain(error.Message, char.IsControl);
    }

    [Fact]
    public void Depth_is_bounded() =>
        Assert.Throws<ReportException>(() => Read(Encoding.UTF8.GetBytes("{\"format\": \"mlsecpol-results\", \"formatVersion\": 1, \"summary\": " + new string('[', 100_000))));

    [Fact]
    public void Keys_that_a_reader_does_not_need_may_be_anything() =>
        Assert.Empty(Read("{\"format\": \"mlsecpol-results\", \"formatVersion\": 1, \"summary\": [[{}]], \"note\": \"x\", \"results\": []}"u8.ToArray()));

    [Fact]
    public void Whatever_is_done_to_a_document_ends_in_results_or_in_the_one_error()
    {
        var original = Specimens.Written(ReportFormat.Json, Specimens.OneOfEach());
        var random = new Random(7);
        var refused = 0;
        for (var round = 0; round < 400; round++)
        {
            var bytes = (byte[])original.Clone();
            for (var i = random.Next(1, 6); i > 0; i--) bytes[random.Next(bytes.Length)] = (byte)random.Next(256);
            try
            {
                Read(bytes);
            }
            catch (ReportException)
            {
                refused++;
            }
        }

        Assert.InRange(refused, 100, 400);
    }

    [Fact]
    public void Cancelling_ends_the_reading()
    {
        File.WriteAllBytes(_file, Specimens.Written(ReportFormat.Json, Specimens.OneOfEach()));
        Assert.Throws<OperationCanceledException>(() => ResultReader.Read(_file, new CancellationToken(canceled: true)).ToList());
    }

    private static Task<JsonSchema> Schema() =>
        JsonSchema.FromFileAsync(RepositoryFiles.PathOf("docs", "schemas", "mlsecpol-results.schema.json"), TestContext.Current.CancellationToken);

    private List<CheckResult> Read(byte[] content)
    {
        File.WriteAllBytes(_file, content);
        return [.. ResultReader.Read(_file, TestContext.Current.CancellationToken)];
    }
}
