using MlSecPol.Engine.Checks;
using MlSecPol.Engine.Models;
using Xunit;

namespace MlSecPol.Engine.Tests.Checks;

public class CheckRunnerTests
{
    private static readonly ModelFacts Unknown = new() { Name = "x", Length = 1 };

    [Fact]
    public void Results_come_in_the_order_of_the_ids_one_a_check()
    {
        var (results, timings) = Run(SettingsSnapshot.Default);
        Assert.Equal(CheckSet<ModelFacts>.All.Entries.Select(e => e.Info.CheckId), results.Select(r => r.CheckId));
        Assert.Equal(results.Count, timings.Count);
    }

    [Fact]
    public void A_disabled_check_is_not_assessed_and_says_so()
    {
        var (results, _) = Run(SettingsSnapshot.Default.With(new CheckSettings { Disabled = ["MS4.Unsafe*"] }));
        var result = Assert.Single(results, r => r.CheckId == "MS4.UnsafeDeserialization");
        Assert.Equal(CheckStatus.NotAssessed, result.Status);
        Assert.Equal("The check is disabled in the settings.", result.Reason);
    }

    [Fact]
    public void Every_status_but_pass_and_fail_has_a_reason()
    {
        foreach (var result in Run(SettingsSnapshot.Default).Results)
            Assert.Equal(result.Status is CheckStatus.Pass or CheckStatus.Fail, result.Reason is null);
    }

    [Theory]
    [InlineData("MS4.Header*", 1)]
    [InlineData("ms4.unsafedeserialization", 1)]
    public void Checks_are_selected_by_pattern(string pattern, int expected) =>
        Assert.Equal(expected, CheckSet<ModelFacts>.All.Select([pattern], []).Entries.Count);

    [Fact]
    public void A_pattern_that_matches_nothing_is_an_error_of_use() =>
        Assert.Equal("MlSecPol.Check.Unknown", Assert.Throws<UsageException>(() => CheckSet<ModelFacts>.All.Select(["DS5.*"], [])).ErrorId);

    [Fact]
    public void Excluding_everything_is_an_error_of_use() =>
        Assert.Equal("MlSecPol.Check.NoneLeft", Assert.Throws<UsageException>(() => CheckSet<ModelFacts>.All.Select([], ["*"])).ErrorId);

    [Fact]
    public void A_fingerprint_ignores_offset_row_and_count_and_heeds_what_was_found()
    {
        var finding = new Finding { Severity = Severity.High, Message = "m", Location = "l", Rule = "r", Subject = "os.system", Offset = 1, Row = 1 };
        Assert.Equal(FindingFingerprint.Of("A.B", finding), FindingFingerprint.Of("A.B", finding with { Offset = 9, Row = 9, Count = 9, Message = "other" }));
        Assert.NotEqual(FindingFingerprint.Of("A.B", finding), FindingFingerprint.Of("A.B", finding with { Subject = "os.popen" }));
        Assert.NotEqual(FindingFingerprint.Of("A.B", finding), FindingFingerprint.Of("A.C", finding));
        Assert.Matches("^[0-9a-f]{16}$", FindingFingerprint.Of("A.B", finding));
    }

    [Fact]
    public void Texts_of_a_hostile_file_cannot_steer_a_terminal()
    {
        const string text = "\u001b[31m red \u202e back \ud83d\ude00";
        var facts = Unknown with { Hazards = [new ModelHazard(ModelAspect.Template, HazardEffect.Execute, "template:x", text, text, text, 0, text, text)] };
        var (results, _) = new CheckRunner<ModelFacts>(CheckSet<ModelFacts>.All, SettingsSnapshot.Default, TimeProvider.System).Evaluate("x", facts, TestContext.Current.CancellationToken);
        var result = Assert.Single(results, r => r.Status == CheckStatus.Fail);
        var finding = Assert.Single(result.Findings);
        Assert.All(
            [result.Message, finding.Message, finding.Subject, finding.Location, finding.Member, finding.Evidence],
            shown => Assert.Contains("\\x1b[31m red \\x202e back \ud83d\ude00", shown!, StringComparison.Ordinal));
    }

    private static (IReadOnlyList<CheckResult> Results, IReadOnlyList<CheckTiming> Timings) Run(SettingsSnapshot settings) =>
        new CheckRunner<ModelFacts>(CheckSet<ModelFacts>.All, settings, TimeProvider.System).Evaluate("x", Unknown, TestContext.Current.CancellationToken);
}
