using MlSecPol.Engine.Artifacts;
using MlSecPol.Engine.Checks;
using MlSecPol.Engine.Models;
using MlSecPol.Engine.Models.Checks;
using MlSecPol.Engine.Models.Pickle;
using Xunit;

namespace MlSecPol.Engine.Tests.Models.Pickle;

/// <summary>Runs the check on one program.</summary>
internal static class Judged
{
    public static Verdict Verdict(byte[] program, ModelSettings? settings = null)
    {
        using var source = new MemorySource(program);
        var options = settings ?? new ModelSettings();
        var facts = new ModelFacts
        {
            Name = "program.pkl",
            Length = program.Length,
            Pickles = [new PickleProgram(null, PickleMachine.Analyse(source, options.PickleLimits, TestContext.Current.CancellationToken))],
        };
        return new UnsafeDeserialization().Evaluate(facts, SettingsSnapshot.Default.With(options));
    }

    public static void Fails(byte[] program, string rule, string subject)
    {
        var verdict = Verdict(program);
        Assert.True(verdict.Status == CheckStatus.Fail, $"{verdict.Status}: {verdict.Message}");
        Assert.Contains(verdict.Findings, f => f.Rule == rule && f.Subject == subject && f.Severity >= Severity.High);
    }

    public static void IsClean(byte[] program)
    {
        var verdict = Verdict(program);
        Assert.True(verdict.Status == CheckStatus.Pass && verdict.Findings.Count == 0, $"{verdict.Status}: {verdict.Message} {string.Join('\n', verdict.Findings)}");
    }
}
