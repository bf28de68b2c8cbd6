using System.Management.Automation;
using MlSecPol.Engine.Checks;

namespace MlSecPol.Cmdlets;

/// <summary><c>Assert-MlSecPolResult</c>: ends the pipeline when results are bad enough, with the documented exit code.</summary>
[Cmdlet(VerbsLifecycle.Assert, "MlSecPolResult")]
[OutputType(typeof(CheckResult))]
public sealed class AssertMlSecPolResultCommand : ResultCommand
{
    /// <summary>Failures of this severity or above end the pipeline.</summary>
    [Parameter(Position = 0)]
    [PSDefaultValue(Value = Severity.High, Help = "High")]
    public Severity FailOn { get; set; } = Severity.High;

    /// <summary>Something not assessed ends it too, with code 4.</summary>
    [Parameter]
    public SwitchParameter IncludeNotAssessed { get; set; }

    /// <summary>Excepted failures end it too, with code 3.</summary>
    [Parameter]
    public SwitchParameter IncludeExcepted { get; set; }

    /// <summary>Lets the results through when the gate opens.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    /// <summary>Makes the shell exit with the code when the gate does not open; meant for scripts run by pwsh -File, not for a prompt.</summary>
    [Parameter]
    public SwitchParameter SetExitCode { get; set; }

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        var outcome = new Gate(FailOn, IncludeNotAssessed, IncludeExcepted).Decide(Results);
        WriteVerbose(outcome.Message);
        if (outcome.ExitCode == 0)
        {
            if (PassThru) WriteObject(Results, enumerateCollection: true);
            return;
        }

        if (SetExitCode) Host.SetShouldExit(outcome.ExitCode);
        ThrowTerminatingError(ErrorRecords.AssertionFailed(outcome));
    }
}
