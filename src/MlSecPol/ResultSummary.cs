namespace MlSecPol;

/// <summary>The results of one control, counted; what <c>Measure-MlSecPolResult</c> emits.</summary>
public sealed record ResultSummary
{
    /// <summary>The control.</summary>
    public required string ControlId { get; init; }

    /// <summary>The name of the control.</summary>
    public required string Title { get; init; }

    /// <summary>
    /// The roll-up: the worst of Fail, Error, NotAssessed, Excepted, Pass, in this order; NotApplicable only when nothing else is there.
    /// </summary>
    public required CheckStatus Status { get; init; }

    /// <summary>The gravest severity among failures; null when nothing failed.</summary>
    public required Severity? WorstSeverity { get; init; }

    /// <summary>Different targets.</summary>
    public required int Targets { get; init; }

    /// <summary>Different checks that answered.</summary>
    public required int Checks { get; init; }

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
    public override string ToString() => $"{ControlId} {Title}: {Status} ({Fail} failed, {Error} errors, {NotAssessed} not assessed, {Pass} passed)";
}
