using MlSecPol.Engine.Checks;
using MlSecPol.Engine.Models;
using MlSecPol.Engine.Models.Advisories;
using MlSecPol.Engine.Tests.Corpus;
using Xunit;

namespace MlSecPol.Engine.Tests.Models.Advisories;

/// <summary>A file of advisories extends or replaces the built-in ones, and a broken one ends the run before it starts.</summary>
public sealed class AdvisoryListTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory().FullName;

    public static TheoryData<string, string, string> Broken => new()
    {
        { "", "NotReadable|Malformed", "" },
        { "[]", "Malformed", "(1,1)" },
        { "{ \"asOf\": \"2026-11-28\", \"version\": \"1\",\n \"advisories\": [ {} ] }", "Missing", "(2,18)" },
        { "{ \"asOf\": \"2026-11-28\", \"version\": \"1\",\n\n \"advisoris\": [] }", "UnknownKey", "(3,13)" },
        { "{ \"version\": \"1\", \"advisories\": [] }", "Missing", "'asOf'" },
        { "{ \"asOf\": \"2026-13-28\", \"version\": \"1\", \"advisories\": [] }", "WrongValue", "'asOf'" },
        { "{ \"asOf\": \"2026-11-28\", \"version\": \"a\\nb\", \"advisories\": [] }", "WrongValue", "'version'" },
        { Whole.Replace("https://a.example/1", "file:///etc/passwd", StringComparison.Ordinal), "WrongValue", "'advisories[0].reference'" },
        { Whole.Replace("MS4.UnsafeDeserialization", "MS4.UnsafeDeserialisation", StringComparison.Ordinal), "UnknownCheck", "Did you mean 'MS4.UnsafeDeserialization'?" },
        { Whole.Replace("\"Pickle\"", "\"Pickel\"", StringComparison.Ordinal), "WrongValue", "'advisories[0].applies[0].formats'" },
        { Whole.Replace("\"verified\": true", "\"verified\": \"yes\"", StringComparison.Ordinal), "WrongType", "'advisories[0].verified'" },
        { Whole[..^3], "Malformed", "not valid JSON" },
        { Whole + "{}", "Malformed", "" },
        { new string('[', 100_000), "Malformed", "" },
        { "{ \"asOf\": " + new string('{', 50) + " \"a\": 1" + new string('}', 51), "Malformed", "" },
        { new string(' ', RecordReader.MaximumBytes + 1), "TooLarge", "1 MiB" },
    };

    private static string Whole => """
        { "asOf": "2026-11-28", "version": "1", "mode": "Extend", "advisories": [ {
          "id": "CVE-2025-1716", "product": "a loader", "affected": "before 2", "summary": "It runs.", "reference": "https://a.example/1", "verified": true,
          "applies": [ { "checks": [ "MS4.UnsafeDeserialization" ], "rules": [ "family:spawn" ], "formats": [ "Pickle" ] } ] } ] }
        """;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void A_file_extends_the_built_in_list_and_takes_the_place_of_an_id_that_it_has()
    {
        var read = AdvisoryList.Read(Write(Whole));
        Assert.Equal(AdvisoryList.BuiltIn.Entries.Count, read.Entries.Count);
        Assert.Equal("a loader", read.Entries.Single(e => e.Id == "CVE-2025-1716").Product);
        Assert.Equal("CVE-2025-1716 (a loader before 2)", Advisories(Write(Whole)).Single(a => a.Id == "CVE-2025-1716").ToString());
    }

    [Fact]
    public void A_file_that_replaces_leaves_nothing_of_the_built_in_list()
    {
        var path = Write(Whole.Replace("Extend", "Replace", StringComparison.Ordinal));
        Assert.Equal(["CVE-2025-1716"], AdvisoryList.Read(path).Entries.Select(e => e.Id));
        Assert.Equal(["CVE-2025-1716"], Advisories(path).Select(a => a.Id));
    }

    [Fact]
    public void Without_any_advisory_every_verdict_is_the_same()
    {
        var none = Write("""{ "asOf": "2026-11-28", "version": "none", "mode": "Replace", "advisories": [] }""");
        foreach (var item in RatchetTests.Cases.Where(c => c.IsHostile).Take(100))
        {
            var without = ObservedFindings.Judge(item.FileName, item.Content, Settings(none));
            Assert.Equal(ObservedFindings.Judge(item.FileName, item.Content).Select(r => $"{r.Status} {r.Severity} {r.Message}"), without.Select(r => $"{r.Status} {r.Severity} {r.Message}"));
            Assert.Empty(without.SelectMany(r => r.Findings).SelectMany(f => f.Advisories));
        }
    }

    [Theory]
    [MemberData(nameof(Broken))]
    public void A_broken_file_ends_the_run_with_its_place(string text, string id, string hint)
    {
        var path = Write(text);
        var error = Assert.Throws<UsageException>(() => Start(path));
        Assert.Contains(error.ErrorId, id.Split('|').Select(i => $"MlSecPol.Settings.{i}"));
        Assert.Contains(path, error.Message, StringComparison.Ordinal);
        Assert.Contains(hint, error.Message, StringComparison.Ordinal);
        Assert.NotEmpty(error.RecommendedAction);
    }

    [Fact]
    public void What_is_absent_or_no_file_ends_the_run()
    {
        foreach (var path in new[] { Path.Combine(_folder, "absent.json"), _folder })
            Assert.Equal("MlSecPol.Settings.NotReadable", Assert.Throws<UsageException>(() => Start(path)).ErrorId);
        if (OperatingSystem.IsLinux()) Assert.Equal("MlSecPol.Settings.NotReadable", Assert.Throws<UsageException>(() => Start("/dev/zero")).ErrorId);
    }

    [Fact]
    public void An_id_stands_in_a_file_once()
    {
        var entry = Whole[(Whole.IndexOf("[ {", StringComparison.Ordinal) + 2)..Whole.LastIndexOf(" ] }", StringComparison.Ordinal)];
        var error = Assert.Throws<UsageException>(() => Start(Write(Whole.Replace(entry, $"{entry}, {entry}", StringComparison.Ordinal))));
        Assert.Contains("'advisories[1].id' stands there twice", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_path_in_the_settings_starts_at_their_folder()
    {
        Write(Whole);
        var settings = Path.Combine(_folder, "settings.json");
        File.WriteAllText(settings, """{ "models": { "advisories": "advisories.json" } }""");
        Assert.Equal(Path.Combine(_folder, "advisories.json"), SettingsFile.Read(settings).Get<ModelSettings>().Advisories);
    }

    [Fact]
    public void A_link_out_of_the_folder_is_told_with_the_weakness_of_the_framework_that_follows_it()
    {
        if (OperatingSystem.IsWindows()) Assert.Skip("Links take a privilege here.");
        var model = Directory.CreateDirectory(Path.Combine(_folder, "model")).FullName;
        File.WriteAllText(Path.Combine(model, "config.json"), """{ "model_type": "bert" }""");
        File.WriteAllText(Path.Combine(model, "README.md"), "# A model");
        File.CreateSymbolicLink(Path.Combine(model, "weights.onnx_data"), Path.Combine(_folder, "elsewhere"));
        File.WriteAllText(Path.Combine(_folder, "elsewhere"), "x");
        using var session = Audits.OfModels(Plan(SettingsSnapshot.Default));
        session.Submit(model);
        var findings = session.Take(TimeSpan.FromMinutes(1))!.Results.SelectMany(r => r.Findings).ToArray();
        Assert.Equal(["CVE-2026-27489", "CVE-2026-34447"], findings.Single(f => f.Rule == "layout:link-outside").Advisories.Select(a => a.Id));
    }

    private static AuditPlan Plan(SettingsSnapshot settings) => new(settings, [], [], Parallelism: 1, Strict: false, SecondsPerTarget: null, TestContext.Current.CancellationToken);

    private static SettingsSnapshot Settings(string path) => SettingsSnapshot.Default.With(new ModelSettings { Advisories = path });

    private static void Start(string path) => Audits.OfModels(Plan(Settings(path))).Dispose();

    private static IEnumerable<Advisory> Advisories(string path) =>
        ObservedFindings.Judge("m.pkl", [0x80, 2, .. "cos\nsystem\n)R."u8], Settings(path)).SelectMany(r => r.Findings).SelectMany(f => f.Advisories);

    private string Write(string text)
    {
        var path = Path.Combine(_folder, "advisories.json");
        File.WriteAllText(path, text);
        return path;
    }
}
