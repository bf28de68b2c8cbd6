using System.Management.Automation;

namespace MlSecPol.HelpBuilder.Tests.Specimens;

/// <summary>A cmdlet that acts.</summary>
[Cmdlet(VerbsCommon.Remove, "Specimen", SupportsShouldProcess = true)]
public sealed class RemoveSpecimenCommand : PSCmdlet
{
    /// <inheritdoc/>
    protected override void ProcessRecord() => ShouldProcess("specimen");
}
