using System.Management.Automation;
using MlSecPol.Engine.Policy;

namespace MlSecPol.Cmdlets;

/// <summary><c>Get-MlSecPolCheck</c>: what can be checked, by a machine or by attestation.</summary>
[Cmdlet(VerbsCommon.Get, "MlSecPolCheck")]
[OutputType(typeof(CheckInfo))]
public sealed class GetMlSecPolCheckCommand : PolicyCommand
{
    /// <summary>Ids, with wildcards.</summary>
    [Parameter(Position = 0, ValueFromPipelineByPropertyName = true)]
    [Alias("CheckId")]
    [ArgumentCompleter(typeof(CheckIdCompleter))]
    [SupportsWildcards]
    public string[] Id { get; set; } = [];

    /// <summary>Controls, by id, with wildcards.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [Alias("Control")]
    [ArgumentCompleter(typeof(ControlIdCompleter))]
    [SupportsWildcards]
    public string[] ControlId { get; set; } = [];

    /// <summary>Pillars, by id or name.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [Alias("PillarId")]
    [ArgumentCompleter(typeof(PillarCompleter))]
    [SupportsWildcards]
    public string[] Pillar { get; set; } = [];

    /// <summary>Only checks of this type.</summary>
    [Parameter]
    public CheckType? CheckType { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord() => WriteFound(() => PolicyCatalogue.Current.FindChecks(new CheckQuery
    {
        Id = Id,
        Control = ControlId,
        Pillar = Pillar,
        CheckType = CheckType,
    }));
}
