using MlSecPol.Engine.Artifacts;
using MlSecPol.Engine.Checks;
using MlSecPol.Engine.Models;
using MlSecPol.Engine.Models.Pickle;
using MlSecPol.Engine.Tests.Proof;
using Xunit;

namespace MlSecPol.Engine.Tests.Corpus;

public class TextCorpusTests
{
    private static readonly CorpusCase[] Cases = [.. TextCases.All()];

    [Fact]
    public void Names_are_unique_and_there_are_many_of_both_kinds()
    {
        Assert.Equal(Cases.Length, Cases.Select(c => c.Name).Distinct(StringComparer.Ordinal).Count());
        Assert.True(Cases.Count(c => c.IsHostile) >= 150);
        Assert.True(Cases.Count(c => !c.IsHostile) >= 90);
    }

    [Fact]
    public void Every_hostile_case_fails()
    {
        var missed = new List<string>();
        foreach (var hostile in Cases.Where(c => c.IsHostile))
        {
            var results = Audit(hostile);
            if (!results.Any(r => r.Status == CheckStatus.Fail)) missed.Add(hostile.Name + ": " + string.Join("; ", results.Select(r => $"{r.CheckId} {r.Status} {r.Message}")));
        }

        Assert.True(missed.Count == 0, $"{missed.Count}:\n{string.Join('\n', missed)}");
    }

    [Fact]
    public void No_clean_case_shows_anything_above_Info_and_none_is_left_unread()
    {
        var alarms = new List<string>();
        foreach (var clean in Cases.Where(c => !c.IsHostile))
        {
            foreach (var result in Audit(clean))
            {
                if (result.Status is CheckStatus.Fail or CheckStatus.Error) alarms.Add($"{clean.Name}: {result.CheckId} {result.Status} {result.Message}");
                alarms.AddRange(result.Findings.Where(f => f.Severity > Severity.Info).Select(f => $"{clean.Name}: {result.CheckId} {f.Severity} {f.Rule} {f.Message} | {f.Evidence}"));
            }
        }

        Assert.True(alarms.Count == 0, $"{alarms.Count}:\n{string.Join('\n', alarms)}");
    }

    [Fact]
    public void Damaged_cases_end_in_results_and_never_in_an_exception()
    {
        var mutator = new Mutator(20_261_123);
        for (var round = 0; round < 600; round++)
        {
            var original = Cases[round % Cases.Length];
            var damaged = original with { Content = mutator.Mutate(original.Content, Cases[(round * 7) % Cases.Length].Content) };
            Assert.All(Audit(damaged), r => Assert.DoesNotContain("the check broke", r.Message, StringComparison.Ordinal));
        }
    }

    private static IReadOnlyList<CheckResult> Audit(CorpusCase item)
    {
        using var source = new MemorySource(item.Content);
        var facts = ModelReader.Read(source, item.FileName, new ArtifactLimits(), new PickleLimits(), listings: false, TestContext.Current.CancellationToken);
        var runner = new CheckRunner<ModelFacts>(CheckSet<ModelFacts>.All, SettingsSnapshot.Default, TimeProvider.System);
        return runner.Evaluate(item.Name, facts, TestContext.Current.CancellationToken).Results;
    }
}
