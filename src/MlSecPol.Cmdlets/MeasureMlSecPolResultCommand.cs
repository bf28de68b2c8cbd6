using System.Management.Automation;
using MlSecPol.Engine.Checks;

namespace MlSecPol.Cmdlets;

/// <summary><c>Measure-MlSecPolResult</c>: counts results by control and rolls their statuses up.</summary>
[Cmdlet(VerbsDiagnostic.Measure, "MlSecPolResult")]
[OutputType(typeof(ResultSummary))]
public sealed class MeasureMlSecPolResultCommand : ResultCommand
{
    /// <inheritdoc/>
    protected override void EndProcessing() => WriteObject(RollUp.ByControl(Results), enumerateCollection: true);
}
