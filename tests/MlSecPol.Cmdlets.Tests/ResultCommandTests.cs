using System.Management.Automation;
using Xunit;

namespace MlSecPol.Cmdlets.Tests;

public class ResultCommandTests
{
    private const string Results = "Invoke-MlModelAudit samples/models, samples/hostile -Recurse";

    [Fact]
    public void The_gate_opens_silently_for_real_models()
    {
        using var session = new ModuleSession();
        var outcome = session.Run("Invoke-MlModelAudit samples/models -Recurse | Assert-MlSecPolResult -FailOn High");
        Assert.Empty(outcome.Errors);
        Assert.Empty(outcome.Output);
        Assert.Null(session.Host.ExitCode);
    }

    [Fact]
    public void The_gate_closes_with_code_2_and_the_reasons()
    {
        using var session = new ModuleSession();
        var error = Assert.Single(session.Run($"{Results} | Assert-MlSecPolResult -FailOn High").Errors);
        var outcome = Assert.IsType<GateOutcome>((error.TargetObject as PSObject)?.BaseObject ?? error.TargetObject);
        Assert.Equal(2, outcome.ExitCode);
        Assert.StartsWith("MlSecPol.Assert.Failed,", error.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.NotEmpty(outcome.Results);
        Assert.Null(session.Host.ExitCode);
    }

    [Fact]
    public void The_shell_is_asked_to_exit_only_on_request()
    {
        using var session = new ModuleSession();
        Assert.Single(session.Run($"{Results} | Assert-MlSecPolResult -FailOn High -SetExitCode").Errors);
        Assert.Equal(2, session.Host.ExitCode);
    }

    [Fact]
    public void Results_pass_through_an_open_gate_on_request()
    {
        using var session = new ModuleSession();
        Assert.NotEmpty(session.Run("Invoke-MlModelAudit samples/models -Recurse | Assert-MlSecPolResult -PassThru").Results);
    }

    [Fact]
    public void A_summary_has_one_line_a_control()
    {
        using var session = new ModuleSession();
        var summaries = session.Run($"@({Results}; Test-MlDataset samples/datasets -Recurse -CheckId DS4.*, DS5.*) | Measure-MlSecPolResult").Output.Select(o => (ResultSummary)o.BaseObject).ToArray();
        Assert.Equal(["DS4", "DS5", "MS4"], summaries.Select(s => s.ControlId));
        Assert.All(summaries, s => Assert.Equal(CheckStatus.Fail, s.Status));
    }

    [Fact]
    public void Deserialized_results_count_like_live_ones()
    {
        using var session = new ModuleSession();
        var outcome = session.Run(
            $"$live = {Results}; $text = [System.Management.Automation.PSSerializer]::Serialize($live, 3); $back = [System.Management.Automation.PSSerializer]::Deserialize($text); "
            + "($live | Measure-MlSecPolResult).ToString(); ($back | Measure-MlSecPolResult).ToString()");
        Assert.Empty(outcome.Errors);
        Assert.Equal(outcome.Output[0].ToString(), outcome.Output[1].ToString());
    }

    [Fact]
    public void A_variable_of_many_results_can_be_given_by_name()
    {
        using var session = new ModuleSession();
        var outcome = session.Run($"$live = {Results}; ($live | Measure-MlSecPolResult).ToString(); (Measure-MlSecPolResult -InputObject $live).ToString()");
        Assert.Empty(outcome.Errors);
        Assert.Equal(outcome.Output[0].ToString(), outcome.Output[1].ToString());
    }

    [Fact]
    public void What_is_no_result_is_an_error_and_the_rest_counts()
    {
        using var session = new ModuleSession();
        var outcome = session.Run("@(1; Invoke-MlModelAudit samples/models/sensor-weights.npy) | Measure-MlSecPolResult");
        Assert.StartsWith("MlSecPol.Result.NotAResult,", Assert.Single(outcome.Errors).FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Single(outcome.Output);
    }
}
