using MlSecPol.Engine.Artifacts;
using MlSecPol.Engine.Checks;
using MlSecPol.Engine.Models;
using MlSecPol.Engine.Tests.Proof;
using Xunit;

namespace MlSecPol.Engine.Tests.Corpus;

public class TfCasesTests
{
    private const int Mutations = 3000;

    private static readonly CorpusCase[] Cases = [.. TfCases.All()];

    public static TheoryData<string> Names => new(Cases.Select(c => c.Name));

    [Fact]
    public void There_are_many_cases_and_no_name_twice()
    {
        Assert.True(Cases.Count(c => c.IsHostile) >= 40 && Cases.Count(c => !c.IsHostile) >= 30);
        Assert.Equal(Cases.Length, Cases.Select(c => c.Name).Distinct(StringComparer.Ordinal).Count());
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Hostile_models_fail_and_clean_ones_show_nothing(string name)
    {
        var one = Cases.Single(c => c.Name == name);
        var results = Audit(one.Content, one.FileName);
        var told = string.Join('\n', results.Select(r => $"{r}: {string.Join(" | ", r.Findings.Select(f => f.Message))}"));
        Assert.DoesNotContain(results, r => r.Findings.Any(f => !f.Message.EndsWith('.')));
        if (one.IsHostile)
        {
            Assert.True(results.Any(r => r.Status == CheckStatus.Fail), told);
            return;
        }

        Assert.True(results.All(r => r.Status is CheckStatus.Pass or CheckStatus.NotApplicable && r.Findings.All(f => f.Severity <= Severity.Info)), told);
    }

    [Fact]
    public void Damage_never_crashes_a_reader()
    {
        for (var i = 0; i < Mutations; i++)
        {
            var one = Cases[i % Cases.Length];
            var other = Cases[(i * 7 + 1) % Cases.Length];
            Audit(new Mutator(i).Mutate(one.Content, other.Content), one.FileName);
        }
    }

    [Fact]
    public void Beginnings_never_pass_what_the_whole_fails()
    {
        foreach (var one in Cases.Where(c => c.IsHostile && c.FileName.EndsWith(".onnx", StringComparison.Ordinal)))
        {
            for (var length = 1; length < one.Content.Length; length += 1 + (one.Content.Length / 40))
            {
                var results = Audit(one.Content.AsMemory(0, length), one.FileName);
                Assert.True(results.Any(r => r.Status is CheckStatus.Fail or CheckStatus.Error or CheckStatus.NotAssessed), $"{one.Name}, {length} of {one.Content.Length} bytes: {string.Join('\n', results)}");
            }
        }
    }

    private static IReadOnlyList<CheckResult> Audit(ReadOnlyMemory<byte> content, string name)
    {
        using var source = new MemorySource(content);
        var token = TestContext.Current.CancellationToken;
        var facts = ModelReader.Read(source, name, new ArtifactLimits(), new(), listings: false, token);
        return new CheckRunner<ModelFacts>(CheckSet<ModelFacts>.All, SettingsSnapshot.Default, TimeProvider.System).Evaluate(name, facts, token).Results;
    }
}
