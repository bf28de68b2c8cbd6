using System.Management.Automation;
using MlSecPol.Engine.Policy;

namespace MlSecPol.Cmdlets;

/// <summary><c>Get-MlSecPolPolicy</c>: the policy that the module implements.</summary>
[Cmdlet(VerbsCommon.Get, "MlSecPolPolicy")]
[OutputType(typeof(SecurityPolicy))]
public sealed class GetMlSecPolPolicyCommand : PSCmdlet
{
    /// <inheritdoc/>
    protected override void EndProcessing() => WriteObject(PolicyCatalogue.Current.Policy);
}
