namespace MlSecPol;

/// <summary>The security policy for machine-learning systems that this module turns into commands.</summary>
public sealed record SecurityPolicy
{
    /// <summary>The id of the policy.</summary>
    public required string PolicyId { get; init; }

    /// <summary>The version of this model of the policy; the document itself states none.</summary>
    public required string Version { get; init; }

    /// <summary>The title of the modelled document.</summary>
    public required string Title { get; init; }

    /// <summary>Which documents are modelled.</summary>
    public required string Source { get; init; }

    /// <summary>The licence of those documents. Their facts are used here; every sentence is this project's own.</summary>
    public required string Licence { get; init; }

    /// <summary>SHA-256 of the modelled document, 64 lower-case hexadecimal digits.</summary>
    public required string DocumentSha256 { get; init; }

    /// <summary>The day from which the organisation applies the policy; null where it has not been set.</summary>
    public DateOnly? EffectiveFrom { get; init; }

    /// <summary>The day by which the policy has to be reviewed; null where it has not been set.</summary>
    public DateOnly? ReviewDue { get; init; }

    /// <summary>Who has to follow it.</summary>
    public required IReadOnlyList<string> Persons { get; init; }

    /// <summary>What those people do with machine-learning systems when it binds them.</summary>
    public required IReadOnlyList<string> Activities { get; init; }

    /// <summary>The five pillars with their goals.</summary>
    public required IReadOnlyList<Pillar> Pillars { get; init; }

    /// <summary>The techniques in the order of the policy.</summary>
    public required IReadOnlyList<Technique> Techniques { get; init; }

    /// <summary>The stages in the life of a system.</summary>
    public required IReadOnlyList<LifecycleStage> LifecycleStages { get; init; }

    /// <summary>The roles in its procedures.</summary>
    public required IReadOnlyList<PolicyRole> Roles { get; init; }

    /// <summary>Which requirements bind how strongly.</summary>
    public required IReadOnlyList<PolicyObligation> Obligations { get; init; }

    /// <summary>Number of controls in the detailed requirements.</summary>
    public required int DetailedControls { get; init; }

    /// <summary>Number of controls that this module adds for techniques without a requirement.</summary>
    public required int SeedOnlyControls { get; init; }

    /// <summary>Number of numbered guideline items below all controls.</summary>
    public required int GuidelineItems { get; init; }

    /// <summary>The number of controls as it is to be printed everywhere.</summary>
    public string ControlCount => $"{DetailedControls} + {SeedOnlyControls} seed-only";

    /// <summary>All counts in one line.</summary>
    public string Counts =>
        $"{Pillars.Count} pillars, {Pillars.Sum(p => p.Goals.Count)} goals, {Techniques.Count} techniques, {ControlCount} controls, {GuidelineItems} guideline items";

    /// <inheritdoc/>
    public override string ToString() => $"{Title}, version {Version}: {Counts}";
}
