namespace MlSecPol;

/// <summary>What <c>Assert-MlSecPolResult</c> decided about a set of results.</summary>
public sealed record GateOutcome
{
    /// <summary>
    /// The documented exit code: 0 clean with respect to the threshold; 1 usage or tool error, or a result has status Error; 2 failures at or above
    /// the threshold; 3 only excepted failures (opt-in); 4 something not assessed (opt-in); 5 exception register integrity broken.
    /// </summary>
    public required int ExitCode { get; init; }

    /// <summary>The threshold.</summary>
    public required Severity FailOn { get; init; }

    /// <summary>The results that decided, in the order in which they came.</summary>
    public required IReadOnlyList<CheckResult> Results { get; init; }

    /// <summary>One sentence: what decided.</summary>
    public required string Message { get; init; }

    /// <inheritdoc/>
    public override string ToString() => Message;
}
