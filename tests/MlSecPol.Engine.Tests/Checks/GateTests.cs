using MlSecPol.Engine.Checks;
using Xunit;

namespace MlSecPol.Engine.Tests.Checks;

public class GateTests
{
    [Theory]
    [InlineData(0, false, false, CheckStatus.Pass)]
    [InlineData(0, false, false, CheckStatus.NotApplicable)]
    [InlineData(0, false, false, CheckStatus.NotAssessed, CheckStatus.Excepted)]
    [InlineData(1, false, false, CheckStatus.Error)]
    [InlineData(2, false, false, CheckStatus.Fail)]
    [InlineData(1, true, true, CheckStatus.Fail, CheckStatus.Error, CheckStatus.NotAssessed, CheckStatus.Excepted)]
    [InlineData(2, true, true, CheckStatus.Fail, CheckStatus.NotAssessed, CheckStatus.Excepted)]
    [InlineData(4, true, true, CheckStatus.NotAssessed, CheckStatus.Excepted)]
    [InlineData(3, true, true, CheckStatus.Excepted, CheckStatus.Pass)]
    public void The_first_of_1_2_4_3_wins(int expected, bool notAssessed, bool excepted, params CheckStatus[] statuses)
    {
        var outcome = new Gate(Severity.High, notAssessed, excepted).Decide([.. statuses.Select(s => Result(s, Severity.High))]);
        Assert.Equal(expected, outcome.ExitCode);
    }

    [Fact]
    public void A_failure_below_the_threshold_lets_the_gate_open() =>
        Assert.Equal(0, new Gate(Severity.High, false, false).Decide([Result(CheckStatus.Fail, Severity.Medium)]).ExitCode);

    [Fact]
    public void No_result_at_all_is_no_success() => Assert.Equal(1, new Gate(Severity.Info, false, false).Decide([]).ExitCode);

    [Fact]
    public void The_message_says_which_results_decided()
    {
        var outcome = new Gate(Severity.High, false, false).Decide([Result(CheckStatus.Pass, Severity.Info), Result(CheckStatus.Fail, Severity.Critical)]);
        Assert.Equal("1 result failed with severity High or above: MS4.UnsafeDeserialization on a.pkl.", outcome.Message);
        Assert.Single(outcome.Results);
    }

    [Theory]
    [InlineData(CheckStatus.Fail, CheckStatus.Pass, CheckStatus.Error, CheckStatus.Fail)]
    [InlineData(CheckStatus.Error, CheckStatus.NotAssessed, CheckStatus.Error)]
    [InlineData(CheckStatus.NotAssessed, CheckStatus.NotAssessed, CheckStatus.Excepted, CheckStatus.Pass)]
    [InlineData(CheckStatus.Excepted, CheckStatus.Excepted, CheckStatus.Pass)]
    [InlineData(CheckStatus.Pass, CheckStatus.Pass, CheckStatus.NotApplicable)]
    [InlineData(CheckStatus.NotApplicable, CheckStatus.NotApplicable)]
    public void The_worst_status_of_a_control_is_its_own(CheckStatus expected, params CheckStatus[] statuses)
    {
        var summary = Assert.Single(RollUp.ByControl(statuses.Select(s => Result(s, Severity.High))));
        Assert.Equal(expected, summary.Status);
        Assert.Equal("MS4", summary.ControlId);
    }

    private static CheckResult Result(CheckStatus status, Severity severity) => new()
    {
        Status = status,
        Severity = severity,
        ControlId = "MS4",
        CheckId = "MS4.UnsafeDeserialization",
        Target = "/models/a.pkl",
        Message = "m",
        ObservedAt = DateTimeOffset.UnixEpoch,
        Version = "0.0.0",
    };
}
