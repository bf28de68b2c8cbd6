using Xunit;

namespace MlSecPol.Engine.Tests.Corpus.RealLibraries;

/// <summary>
/// What honest libraries write leaves the audit clean; what they can be made to write against the reader of the file does not.
/// A family is skipped, by name, where its libraries are missing.
/// </summary>
public sealed class RealLibraryTests(LibraryCorpus corpus) : IClassFixture<LibraryCorpus>
{
    private const int LeastFiles = 30;

    /// <summary>The part of all clean files that may show a finding above Info.</summary>
    private const double MostAlarms = 0.03;

    /// <summary>Clean files that may show something all the same, each with its reason. None may fail.</summary>
    private static readonly Dictionary<string, string> Known = new(StringComparer.Ordinal);

    public static TheoryData<string> Families => [.. LibraryCorpus.Scripts.Select(s => Path.GetFileName(s)!)];

    [Theory]
    [MemberData(nameof(Families))]
    public void Clean_files_of_a_family_pass_and_hostile_ones_fail(string name)
    {
        var family = corpus.Families[name];
        Assert.SkipWhen(family.Missing is not null, $"{name} needs what this machine lacks: {family.Missing}");
        Assert.True(family.Broken is null, $"{name} did not come to its end:\n{family.Broken}");
        Assert.True(family.Files.Count >= LeastFiles, $"{name} wrote {family.Files.Count} files.");
        None("clean files that fail", family.Files.Where(f => !f.IsHostile && f.Fails));
        None("clean files that are not read to their end", family.Files.Where(f => !f.IsHostile && f.IsUnread));
        None("clean files that show more than facts", family.Files.Where(f => !f.IsHostile && f.ShowsMore && !Known.ContainsKey(f.Name)));
        None("hostile files that do not fail", family.Files.Where(f => f.IsHostile && !f.Fails));
    }

    [Fact]
    public void Few_of_all_clean_files_show_more_than_facts()
    {
        var clean = corpus.Families.Values.SelectMany(f => f.Files).Where(f => !f.IsHostile).ToList();
        var alarms = clean.Where(f => f.ShowsMore).ToList();
        Assert.True(alarms.Count <= clean.Count * MostAlarms, $"{alarms.Count} of {clean.Count} clean files:\n{string.Join('\n', alarms)}");
        TestContext.Current.TestOutputHelper?.WriteLine($"{clean.Count} clean files, {alarms.Count} show more than facts; {corpus.Families.Values.SelectMany(f => f.Files).Count(f => f.IsHostile)} hostile files.");
        var missing = corpus.Families.Values.Where(f => f.Missing is not null).ToList();
        Assert.SkipWhen(missing.Count > 0, $"Not the whole: {string.Join("; ", missing.Select(f => $"{f.Name} needs {f.Missing}"))}");
    }

    private static void None(string what, IEnumerable<LibraryFamily.Audited> files)
    {
        var found = files.ToList();
        Assert.True(found.Count == 0, $"{found.Count} {what}:\n{string.Join('\n', found)}");
    }
}
