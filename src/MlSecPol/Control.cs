namespace MlSecPol;

/// <summary>A requirement of the policy: what has to be so, why, what to do, and how it is checked.</summary>
public sealed record Control
{
    /// <summary>The id, for example <c>MS4</c>; <c>HS-CM</c> is the one that this module adds.</summary>
    public required string ControlId { get; init; }

    /// <summary>The pillar to which it belongs.</summary>
    public required string PillarId { get; init; }

    /// <summary>The title.</summary>
    public required string Title { get; init; }

    /// <summary>What has to be so.</summary>
    public required string Statement { get; init; }

    /// <summary>Why.</summary>
    public required string Rationale { get; init; }

    /// <summary>What to do.</summary>
    public required string Remediation { get; init; }

    /// <summary>How binding it is.</summary>
    public required Obligation Obligation { get; init; }

    /// <summary>What to know about the obligation, for example <c>by context</c> where no word of the text states it; null when nothing.</summary>
    public string? ObligationNote { get; init; }

    /// <summary>How much a failure weighs unless a check says otherwise; chosen by this project.</summary>
    public required Severity DefaultSeverity { get; init; }

    /// <summary>The stages in which it matters; assigned by this project.</summary>
    public required IReadOnlyList<LifecycleStage> LifecycleStages { get; init; }

    /// <summary>How many numbered guideline items stand below it: the denominator of coverage, so that one green check is not taken for a green control.</summary>
    public required int GuidelineItems { get; init; }

    /// <summary>Its parts; empty when it has none.</summary>
    public IReadOnlyList<ControlPart> Parts { get; init; } = [];

    /// <summary>Ids of the techniques that it answers for.</summary>
    public required IReadOnlyList<string> Techniques { get; init; }

    /// <summary>Ids of the goals of its pillar. The policy links no goal to a single control, so these are all goals of the pillar.</summary>
    public required IReadOnlyList<string> Goals { get; init; }

    /// <summary>Ids of controls and techniques that touch it without counting for it.</summary>
    public IReadOnlyList<string> Related { get; init; } = [];

    /// <summary>Where it comes from.</summary>
    public required ControlOrigin Origin { get; init; }

    /// <summary>True when the detailed requirements have it and no technique of the policy stands for it alone.</summary>
    public bool DetailedOnly { get; init; }

    /// <summary>What a machine can decide about it and what must be attested.</summary>
    public required IReadOnlyList<CheckInfo> Checks { get; init; }

    /// <summary>Clauses of other frameworks that it speaks to.</summary>
    public required IReadOnlyList<FrameworkMapping> Mappings { get; init; }

    /// <summary>Those of <see cref="Mappings"/> for which a search by framework found the control; empty otherwise.</summary>
    public IReadOnlyList<FrameworkMapping> MatchedMappings { get; init; } = [];

    /// <summary>Names of the properties that this project assigned and no source document states.</summary>
    public required IReadOnlyList<string> ModuleDefined { get; init; }

    /// <inheritdoc/>
    public override string ToString() => $"{ControlId} {Title}";
}
