using System.Management.Automation;
using MlSecPol.Engine;
using MlSecPol.Engine.Artifacts;

namespace MlSecPol.Cmdlets;

/// <summary><c>Test-MlDataset</c>: reads datasets once and answers the data controls of the policy.</summary>
[Cmdlet(VerbsDiagnostic.Test, "MlDataset", DefaultParameterSetName = PathSet)]
[OutputType(typeof(CheckResult))]
public sealed class TestMlDatasetCommand : AuditCommand
{
    /// <inheritdoc/>
    private protected override AuditRun CreateRun(AuditRequest request) =>
        AuditRun.Start(this, "Testing datasets", request, Audits.OfDatasets, FileTree.Files, StopToken);
}
