using System.Management.Automation;
using MlSecPol.Engine.Policy;

namespace MlSecPol.Cmdlets;

/// <summary><c>Get-MlSecPolControl</c>: controls of the policy, each with its checks and the clauses that it speaks to.</summary>
[Cmdlet(VerbsCommon.Get, "MlSecPolControl")]
[OutputType(typeof(Control))]
public sealed class GetMlSecPolControlCommand : PolicyCommand
{
    /// <summary>Ids, with wildcards.</summary>
    [Parameter(Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Alias("ControlId")]
    [ArgumentCompleter(typeof(ControlIdCompleter))]
    [SupportsWildcards]
    public string[] Id { get; set; } = [];

    /// <summary>Pillars, by id or name.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [Alias("PillarId")]
    [ArgumentCompleter(typeof(PillarCompleter))]
    [SupportsWildcards]
    public string[] Pillar { get; set; } = [];

    /// <summary>Techniques, by id or name.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [Alias("TechniqueId")]
    [ArgumentCompleter(typeof(TechniqueCompleter))]
    [SupportsWildcards]
    public string[] Technique { get; set; } = [];

    /// <summary>Goals, by id or name; they belong to pillars.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [Alias("GoalId")]
    [ArgumentCompleter(typeof(GoalCompleter))]
    [SupportsWildcards]
    public string[] Goal { get; set; } = [];

    /// <summary>Lifecycle stages, by id or name.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(StageCompleter))]
    [SupportsWildcards]
    public string[] Stage { get; set; } = [];

    /// <summary>Frameworks, by name or a part of it; the clauses are in MatchedMappings.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(FrameworkCompleter))]
    [SupportsWildcards]
    public string[] Framework { get; set; } = [];

    /// <summary>Clauses of the frameworks, with wildcards.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(ClauseCompleter))]
    [SupportsWildcards]
    public string[] Clause { get; set; } = [];

    /// <summary>Only controls that have such checks.</summary>
    [Parameter]
    public CheckType? CheckType { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord() => WriteFound(() => PolicyCatalogue.Current.FindControls(new ControlQuery
    {
        Id = Id,
        Pillar = Pillar,
        Technique = Technique,
        Goal = Goal,
        Stage = Stage,
        Framework = Framework,
        Clause = Clause,
        CheckType = CheckType,
    }));
}
