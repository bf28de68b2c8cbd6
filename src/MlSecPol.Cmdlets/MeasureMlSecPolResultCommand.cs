using System.Management.Automation;
using MlSecPol.Engine.Checks;

namespace MlSecPol.Cmdlets;

/// <summary><c>Measure-MlSecPolResult</c>: counts results, by control unless asked otherwise, and rolls their statuses up.</summary>
[Cmdlet(VerbsDiagnostic.Measure, "MlSecPolResult")]
[OutputType(typeof(ResultSummary), typeof(ResultCount))]
public sealed class MeasureMlSecPolResultCommand : ResultCommand
{
    /// <summary>By what results are counted; one count for each of several.</summary>
    [Parameter(Position = 0)]
    [PSDefaultValue(Value = ResultGrouping.Control, Help = "Control")]
    [ValidateNotNullOrEmpty]
    public ResultGrouping[] By { get; set; } = [ResultGrouping.Control];

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        foreach (var grouping in By)
        {
            if (grouping == ResultGrouping.Control) WriteObject(RollUp.ByControl(Results), enumerateCollection: true);
            else WriteObject(RollUp.By(grouping, Results), enumerateCollection: true);
        }
    }
}
