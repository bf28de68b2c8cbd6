using MlSecPol.Engine.Artifacts;
using MlSecPol.Engine.Checks;
using MlSecPol.Engine.Models;
using Xunit;

namespace MlSecPol.Engine.Tests.Corpus;

/// <summary>The whole corpus through all checks at default settings: detection may not fall, false alarms may not rise, the corpus may not shrink.</summary>
public class RatchetTests
{
    private const int LeastHostile = 1020;
    private const int LeastClean = 438;

    internal static IEnumerable<CorpusCase> Cases =>
    [
        .. AdvisoryCases.All(), .. CodeCases.All(), .. KerasCases.All(), .. ObjectsCases.All(), .. PickleCases.All(), .. TextCases.All(), .. TfCases.All(), .. TorchCases.All(),
    ];

    [Fact]
    public void Every_hostile_file_fails_and_no_clean_one_shows_anything_above_Info()
    {
        var runner = new CheckRunner<ModelFacts>(CheckSet<ModelFacts>.All, SettingsSnapshot.Default, TimeProvider.System);
        List<string> missed = [], alarms = [];
        var (hostile, clean) = (0, 0);
        foreach (var item in Cases)
        {
            using var source = new MemorySource(item.Content);
            var facts = ModelReader.Read(source, item.FileName, new ArtifactLimits(), new(), listings: false, TestContext.Current.CancellationToken);
            var (results, _) = runner.Evaluate(item.FileName, facts, TestContext.Current.CancellationToken);
            if (item.IsHostile)
            {
                hostile++;
                if (!results.Any(r => r.Status == CheckStatus.Fail)) missed.Add(item.Name);
            }
            else
            {
                clean++;
                if (results.Any(r => r.Status is CheckStatus.Fail or CheckStatus.Error || r.Findings.Any(f => f.Severity > Severity.Info))) alarms.Add(item.Name);
            }
        }

        Assert.Empty(missed);
        Assert.Empty(alarms);
        Assert.True(hostile >= LeastHostile, $"{hostile} hostile cases");
        Assert.True(clean >= LeastClean, $"{clean} clean cases");
    }
}
