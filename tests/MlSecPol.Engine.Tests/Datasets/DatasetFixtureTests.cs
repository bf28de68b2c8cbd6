using MlSecPol.Engine.Artifacts;
using MlSecPol.Engine.Checks;
using MlSecPol.Engine.Datasets;
using MlSecPol.Engine.Datasets.Checks;
using MlSecPol.Engine.Datasets.Schemas;
using MlSecPol.Engine.Datasets.Splits;
using Xunit;

namespace MlSecPol.Engine.Tests.Datasets;

public sealed class DatasetFixtureTests
{
    private static readonly Dictionary<string, Type> Checks = typeof(DatasetCheck).Assembly.GetTypes()
        .Where(t => !t.IsAbstract && t.IsSubclassOf(typeof(DatasetCheck)))
        .ToDictionary(t => ((CheckAttribute)Attribute.GetCustomAttribute(t, typeof(CheckAttribute))!).Id, StringComparer.Ordinal);

    private static readonly string Folder = RepositoryFiles.PathOf("tests", "fixtures", "datasets");

    // Where a folder has it, its fixtures are compared with it.
    private const string Reference = "reference.csv";

    // Fixtures of checks on the file around the rows are read with all that stands beside them, by the test of completeness.
    public static TheoryData<string> Files =>
    [
        .. Directory.EnumerateFiles(Folder, "*", SearchOption.AllDirectories)
            .Where(f => Checks.ContainsKey(Path.GetFileName(Path.GetDirectoryName(f))!))
            .Where(f => Path.GetFileName(f).StartsWith("pass", StringComparison.Ordinal) || Path.GetFileName(f).StartsWith("fail", StringComparison.Ordinal))
            .Select(f => Path.GetRelativePath(Folder, f))
            .Order(StringComparer.Ordinal),
    ];

    [Fact]
    public void Every_check_has_a_passing_and_a_failing_fixture()
    {
        foreach (var id in Checks.Keys)
        {
            Assert.NotEmpty(Directory.GetFiles(Path.Combine(Folder, id), "pass*"));
            Assert.NotEmpty(Directory.GetFiles(Path.Combine(Folder, id), "fail*"));
        }
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void Fixtures_pass_and_fail_as_they_are_named(string file)
    {
        var path = Path.Combine(Folder, file);
        var id = Path.GetFileName(Path.GetDirectoryName(path))!;
        var facts = Read(path);
        var snapshot = SettingsOf(path);
        var verdicts = Checks.ToDictionary(c => c.Key, c => ((DatasetCheck)Activator.CreateInstance(c.Value)!).Evaluate(facts, snapshot), StringComparer.Ordinal);
        if (Path.GetFileName(path).StartsWith("fail", StringComparison.Ordinal))
        {
            Assert.Equal(CheckStatus.Fail, verdicts[id].Status);
            return;
        }

        Assert.Equal(CheckStatus.Pass, verdicts[id].Status);
        Assert.All(verdicts, v => Assert.True(v.Value.Status is CheckStatus.Pass or CheckStatus.NotApplicable, $"{v.Key}: {v.Value.Message}"));
    }

    private static DatasetFacts Read(string path)
    {
        using var source = FileSource.Open(path);
        var settings = SettingsOf(path).Get<DatasetSettings>();
        if (settings.Schema.Length > 0) settings = settings with { Declared = TableSchemaReader.Read(settings.Schema) };
        var reference = Path.Combine(Path.GetDirectoryName(path)!, Reference);
        if (!File.Exists(reference)) return DatasetReader.Read(source, path, settings, TestContext.Current.CancellationToken);
        using var compared = DatasetReference.Read(reference, settings, 1, TestContext.Current.CancellationToken);
        return DatasetReader.Read(source, path, settings, compared, TestContext.Current.CancellationToken);
    }

    // Settings beside the files of a check are theirs.
    private static SettingsSnapshot SettingsOf(string path)
    {
        var own = Path.Combine(Path.GetDirectoryName(path)!, "mlsecpol.json");
        return File.Exists(own) ? SettingsFile.Read(own) : SettingsSnapshot.Default;
    }

    [Fact]
    public void The_failing_fixture_of_direct_identifiers_names_every_kind()
    {
        var path = Path.Combine(Folder, "DS4.DirectIdentifiers", "fail.csv");
        using var source = FileSource.Open(path);
        var verdict = Reading.Ask<DirectIdentifiers>(DatasetReader.Read(source, path, new(), TestContext.Current.CancellationToken));
        Assert.Equal(
            ["email@contact", "email@remark", "iban@account", "ipv4@origin", "ipv4@remark", "ipv6@origin6", "payment-card@payment", "phone@line", "us-ssn@number"],
            verdict.Findings.Where(f => f.Severity == Severity.High).Select(f => $"{f.Rule}@{f.Column}").Order(StringComparer.Ordinal),
            StringComparer.Ordinal);
    }
}
