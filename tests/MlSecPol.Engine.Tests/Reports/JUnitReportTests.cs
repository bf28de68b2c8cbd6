using System.Xml;
using System.Xml.Linq;
using System.Xml.Schema;
using Xunit;

namespace MlSecPol.Engine.Tests.Reports;

/// <summary>JUnit by the schemas that tools hold it to; tests/schemas/README.md says why two of them see it without its newest parts.</summary>
public sealed class JUnitReportTests
{
    private const string Windyroad = "junit-windyroad.xsd";
    private const string Jenkins = "junit-4.xsd";

    [Theory]
    [InlineData(Windyroad)]
    [InlineData(Jenkins)]
    public void The_report_is_valid(string schema)
    {
        Assert.Empty(Problems(Schema(schema), Reduced(Report(Specimens.OneOfEach()), schema)));
        Assert.Empty(Problems(Schema(schema), Reduced(Report(Specimens.Random(250)), schema)));
        Assert.Empty(Problems(Schema(schema), Report([])));
    }

    [Theory]
    [InlineData(Windyroad, "hostname")]
    [InlineData(Windyroad, "id")]
    [InlineData(Jenkins, "name")]
    [InlineData(Jenkins, "tests")]
    public void A_broken_report_is_not(string schema, string attribute)
    {
        var report = Reduced(Report(Specimens.OneOfEach()), schema);
        report.Descendants("testsuite").First().Attribute(attribute)!.Remove();
        Assert.NotEmpty(Problems(Schema(schema), report));
    }

    [Fact]
    public void A_failure_tells_gain_remedy_and_advisories()
    {
        var text = Specimens.Text(ReportFormat.JUnit, Specimens.Result(CheckStatus.Fail, Specimens.Finding()));
        Assert.Contains("Gain: Programs start on the machine.", text, StringComparison.Ordinal);
        Assert.Contains("What to do: Do not load it.", text, StringComparison.Ordinal);
        Assert.Contains("Advisories: CVE-2025-1889 (PyTorch before 2.6.0), CVE-2025-32434 (PyTorch before 2.6.0)", text, StringComparison.Ordinal);
    }

    [Fact]
    public void The_report_is_valid_by_the_schema_of_an_installed_Pester()
    {
        var path = (Environment.GetEnvironmentVariable("PSModulePath") ?? string.Empty).Split(Path.PathSeparator)
            .Where(Directory.Exists)
            .SelectMany(folder => Directory.EnumerateFiles(folder, "junit_schema_4.xsd", new EnumerationOptions { RecurseSubdirectories = true, MaxRecursionDepth = 4, IgnoreInaccessible = true }))
            .FirstOrDefault();
        Assert.SkipWhen(path is null, "SKIPPED: the JUnit schema that ships with Pester is not on PSModulePath.");
        var schema = Load(path);
        Assert.Empty(Problems(schema, Report(Specimens.OneOfEach())));
        Assert.Empty(Problems(schema, Report(Specimens.Random(250))));
        var broken = Report(Specimens.OneOfEach());
        broken.Descendants("properties").First().RemoveNodes();
        Assert.NotEmpty(Problems(schema, broken));
    }

    [Fact]
    public void Statuses_are_told_as_the_projection_says()
    {
        var suite = Assert.Single(Report(Specimens.OneOfEach()).Descendants("testsuite"));
        Assert.Equal("Model Security", (string?)suite.Attribute("name"));
        Assert.Equal(["6", "1", "1", "3"], new[] { "tests", "failures", "errors", "skipped" }.Select(n => (string?)suite.Attribute(n)));
        Assert.Equal(
            ["", "failure", "skipped", "skipped", "skipped", "error"],
            suite.Elements("testcase").Select(c => c.Elements().SingleOrDefault()?.Name.LocalName ?? string.Empty));
        Assert.Equal(
            ["excepted by EXC-2026-001: This one is Excepted.", "not applicable: for a reason", "not assessed: for a reason"],
            suite.Descendants("skipped").Select(s => (string?)s.Attribute("message")));
        Assert.Contains("os.system", suite.Descendants("failure").Single().Value, StringComparison.Ordinal);
        Assert.All(suite.Elements("testcase"), c => Assert.EndsWith("models/a b.pkl", (string?)c.Attribute("name"), StringComparison.Ordinal));
    }

    private static XDocument Report(IReadOnlyList<CheckResult> results) => XDocument.Parse(Specimens.Text(ReportFormat.JUnit, results));

    private static XDocument Reduced(XDocument report, string schema)
    {
        if (schema == Windyroad)
        {
            report.Descendants("skipped").Remove();
            report.Descendants("testsuite").Attributes("skipped").Remove();
        }
        else report.Descendants("skipped").Attributes("message").Remove();
        return report;
    }

    private static XmlSchemaSet Schema(string name) => Load(RepositoryFiles.PathOf("tests", "schemas", "junit", name));

    private static XmlSchemaSet Load(string path)
    {
        var set = new XmlSchemaSet { XmlResolver = null };
        set.ValidationEventHandler += (_, e) => throw e.Exception;
        using var reader = XmlReader.Create(path);
        set.Add(null, reader);
        set.Compile();
        return set;
    }

    private static List<string> Problems(XmlSchemaSet schema, XDocument report)
    {
        var problems = new List<string>();
        report.Validate(schema, (_, e) => problems.Add(e.Message));
        return problems;
    }
}
