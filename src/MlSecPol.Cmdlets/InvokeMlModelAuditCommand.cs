using System.Management.Automation;
using MlSecPol.Engine;

namespace MlSecPol.Cmdlets;

/// <summary><c>Invoke-MlModelAudit</c>: audits model files without loading them.</summary>
[Cmdlet(VerbsLifecycle.Invoke, "MlModelAudit", DefaultParameterSetName = PathSet)]
[OutputType(typeof(CheckResult))]
public sealed class InvokeMlModelAuditCommand : AuditCommand
{
    /// <summary>What is merely suspicious fails too: unknown imports that are called, odd containers.</summary>
    [Parameter]
    public SwitchParameter Strict { get; set; }

    /// <inheritdoc/>
    private protected override AuditRun CreateRun(AuditRequest request) =>
        AuditRun.Start(this, "Auditing models", request, Audits.OfModels, Audits.ModelTargets, Strict, StopToken);
}
