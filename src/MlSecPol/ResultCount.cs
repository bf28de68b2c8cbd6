namespace MlSecPol;

/// <summary>The results that share a status, a severity, a check or a target, counted; what <c>Measure-MlSecPolResult -By</c> emits.</summary>
public sealed record ResultCount
{
    /// <summary>By what they were put together.</summary>
    public required ResultGrouping By { get; init; }

    /// <summary>What they share: a status, a severity, the id of a check, or a target.</summary>
    public required string Name { get; init; }

    /// <summary>The title of the check; null for other groups.</summary>
    public string? Title { get; init; }

    /// <summary>
    /// The roll-up: the worst of Fail, Error, NotAssessed, Excepted, Pass, in this order; NotApplicable only when nothing else is there.
    /// </summary>
    public required CheckStatus Status { get; init; }

    /// <summary>The gravest severity among failures; null when nothing failed.</summary>
    public required Severity? WorstSeverity { get; init; }

    /// <summary>Results.</summary>
    public required int Results { get; init; }

    /// <summary>Findings in these results.</summary>
    public required int Findings { get; init; }

    /// <summary>Different controls.</summary>
    public required int Controls { get; init; }

    /// <summary>Different checks.</summary>
    public required int Checks { get; init; }

    /// <summary>Different targets.</summary>
    public required int Targets { get; init; }

    /// <summary>Results with status Pass.</summary>
    public required int Pass { get; init; }

    /// <summary>Results with status Fail.</summary>
    public required int Fail { get; init; }

    /// <summary>Results with status Excepted.</summary>
    public required int Excepted { get; init; }

    /// <summary>Results with status NotApplicable.</summary>
    public required int NotApplicable { get; init; }

    /// <summary>Results with status NotAssessed.</summary>
    public required int NotAssessed { get; init; }

    /// <summary>Results with status Error.</summary>
    public required int Error { get; init; }

    /// <inheritdoc/>
    public override string ToString() => $"{By} {Name}: {Status} ({Results} results, {Fail} failed, {Error} errors, {NotAssessed} not assessed, {Pass} passed)";
}
