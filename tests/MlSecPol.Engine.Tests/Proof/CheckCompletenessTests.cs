using System.Reflection;
using MlSecPol.Engine.Checks;
using MlSecPol.Engine.Datasets;
using MlSecPol.Engine.Datasets.Files;
using MlSecPol.Engine.Policy;
using MlSecPol.Engine.Tests.Datasets.Files;
using Xunit;

namespace MlSecPol.Engine.Tests.Proof;

/// <summary>A check is whole when it has a class, a catalogue entry, a page, a row in the ledger, and fixtures that show both of its answers. The message names what is missing.</summary>
public sealed class CheckCompletenessTests
{
    // Shorter than this, a page cannot say what is asked, how it is decided and what to do.
    private const int ShortestPage = 800;
    private static readonly string Pages = RepositoryFiles.PathOf("docs", "checks");
    private static readonly CheckInfo[] Automatic = [.. PolicyCatalogue.Current.Checks.Where(c => c.CheckType == CheckType.Automatic).OrderBy(c => c.CheckId, StringComparer.Ordinal)];

    // What these answer depends on where the repository was checked out: on the mode of its files and on the volume.
    private static readonly string[] Surroundings = ["DS1.EncryptedVolume", "DS2.WorldAccess", "DS5.Owner"];

    public static TheoryData<string> Ids => new(Automatic.Select(c => c.CheckId));

    [Fact]
    public void Every_automatic_check_of_the_catalogue_has_a_class_and_every_class_an_entry()
    {
        var classes = typeof(CheckAttribute).Assembly.GetTypes().Select(t => t.GetCustomAttribute<CheckAttribute>()?.Id).OfType<string>().Order(StringComparer.Ordinal);
        Assert.Equal(Automatic.Select(c => c.CheckId), classes);
    }

    [Fact]
    public void Every_automatic_check_has_a_page_and_every_page_a_check()
    {
        var pages = Directory.EnumerateFiles(Pages, "*.md").Select(p => Path.GetFileNameWithoutExtension(p)).Where(id => id != "README").Order(StringComparer.Ordinal);
        Assert.Equal(Automatic.Select(c => c.CheckId), pages);
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void The_page_names_its_check_and_says_more_than_a_stub(string id)
    {
        var page = File.ReadAllText(Path.Combine(Pages, $"{id}.md"));
        Assert.StartsWith("# ", page, StringComparison.Ordinal);
        Assert.Contains(id, page, StringComparison.Ordinal);
        Assert.True(page.Length >= ShortestPage, $"{id}.md has only {page.Length} characters.");
    }

    [Fact]
    public void Links_of_the_pages_resolve()
    {
        foreach (var path in Directory.EnumerateFiles(Pages, "*.md"))
        {
            foreach (var target in MarkdownPage.Links(File.ReadAllText(path)))
            {
                Assert.True(MarkdownPage.Resolves(path, target), $"{Path.GetFileName(path)} links to '{target}', which is not there.");
            }
        }
    }

    [Fact]
    public void The_ledger_has_a_row_for_every_check_that_agrees_with_the_catalogue_and_no_id_twice()
    {
        var rows = MarkdownPage.TableRows(File.ReadAllText(Path.Combine(Pages, "README.md"))).ToArray();
        Assert.Equal(["Check", "Control", "Default severity", "Since", "Status"], rows[0]);
        var ids = rows[1..].Select(r => PlainId(r[0])).ToArray();
        Assert.Equal(ids.Distinct(StringComparer.OrdinalIgnoreCase), ids);
        Assert.All(rows[1..], r => Assert.Contains(r[4], new[] { "active", "retired" }));
        Assert.Equal(
            Automatic.Select(c => $"{c.CheckId}|{c.ControlId}|{c.Severity}|{c.Since}").Order(StringComparer.Ordinal),
            rows[1..].Where(r => r[4] == "active").Select(r => $"{PlainId(r[0])}|{r[1]}|{r[2]}|{r[3]}").Order(StringComparer.Ordinal));
        Assert.All(rows[1..].Where(r => r[4] == "retired"), r => Assert.DoesNotContain(Automatic, c => c.CheckId == PlainId(r[0])));
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void Each_check_passes_and_fails_on_its_fixtures_and_what_passes_fails_no_other_check(string id)
    {
        var subject = Automatic.Single(c => c.CheckId == id).Subject;
        var kind = subject == "model repository" ? "repositories" : $"{subject}s";
        var folder = RepositoryFiles.PathOf("tests", "fixtures", kind, id);
        Assert.True(Directory.Exists(folder), $"There is no folder tests/fixtures/{kind}/{id}.");
        // A fixture is a file, or a folder where the check looks at folders; settings that it needs stand beside it.
        var passing = Fixtures(folder, "pass*");
        var failing = Fixtures(folder, "fail*");
        Assert.True(passing.Length > 0, $"{id} has no fixture pass*.");
        Assert.True(failing.Length > 0, $"{id} has no fixture fail*.");

        foreach (var path in passing)
        {
            var results = Audit(subject, path);
            var own = Assert.Single(results, r => r.CheckId == id);
            Assert.True(own.Status == CheckStatus.Pass, $"{Path.GetFileName(path)}: {own}");
            Assert.All(results, r => Assert.True(r.Status != CheckStatus.Fail || Surroundings.Contains(r.CheckId), $"{Path.GetFileName(path)}: {r}"));
        }

        foreach (var path in failing)
        {
            var own = Assert.Single(Audit(subject, path), r => r.CheckId == id);
            Assert.True(own.Status == CheckStatus.Fail, $"{Path.GetFileName(path)}: {own}");
            Assert.NotEmpty(own.Findings);
        }
    }

    /// <summary>The fixtures, without what stands beside one of them under its name and one more extension: its checksum, its signature, its label.</summary>
    private static string[] Fixtures(string folder, string pattern)
    {
        var all = Directory.GetFileSystemEntries(folder, pattern);
        return [.. all.Where(path => Path.ChangeExtension(path, null) is var plain && (plain == path || !all.Contains(plain, StringComparer.Ordinal)))];
    }

    private static string PlainId(string cell) => cell.StartsWith('[') ? cell[1..cell.IndexOf(']', StringComparison.Ordinal)] : cell;

    private static IReadOnlyList<CheckResult> Audit(string subject, string path)
    {
        var own = Path.Combine(Path.GetDirectoryName(path)!, "mlsecpol.json");
        var settings = File.Exists(own) ? SettingsFile.Read(own) : SettingsSnapshot.Default;
        // Checks on an antivirus engine need one that finds a harmless word, and whose signatures are of the wanted age.
        var isAboutEngine = Path.GetFileName(Path.GetDirectoryName(path)) is "DS5.Antivirus" or "DS5.SignatureAge";
        using var engine = isAboutEngine ? new ClamdDouble(path.Contains("SignatureAge", StringComparison.Ordinal) && Path.GetFileName(path).StartsWith("fail", StringComparison.Ordinal) ? 60 : 1) : null;
        if (engine is not null) settings = settings.With(new DatasetSettings { File = new() { Antivirus = new() { Engine = AntivirusEngine.Clamd, Address = engine.Address } } });
        var reference = Path.Combine(Path.GetDirectoryName(path)!, "reference.csv");
        var plan = new AuditPlan(settings, [], [], Parallelism: 1, Strict: false, SecondsPerTarget: null, TestContext.Current.CancellationToken) { ReferencePath = File.Exists(reference) ? reference : null };
        using var session = subject == "dataset" ? Audits.OfDatasets(plan) : Audits.OfModels(plan);
        session.Submit(path);
        var outcome = session.Take(TimeSpan.FromMinutes(1));
        Assert.NotNull(outcome);
        return outcome.Results;
    }
}
