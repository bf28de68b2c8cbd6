namespace MlSecPol;

/// <summary>Whether the policy applies to one activity, and why.</summary>
public sealed record Applicability
{
    /// <summary>The name of the activity.</summary>
    public required string Activity { get; init; }

    /// <summary>The answer.</summary>
    public required ApplicabilityStatus Status { get; init; }

    /// <summary>Every rule that matched: <c>A1</c> to <c>A4</c> bring an activity in, <c>X1</c> leaves the use of an external generative-AI service out.</summary>
    public IReadOnlyList<string> Rules { get; init; } = [];

    /// <summary>Names of the facts that are missing or unclear and could change the answer; empty unless the status is <see cref="ApplicabilityStatus.Undetermined"/>.</summary>
    public IReadOnlyList<string> MissingFacts { get; init; } = [];

    /// <summary>The facts that were stated, each as <c>Name=Value</c>.</summary>
    public IReadOnlyList<string> Facts { get; init; } = [];

    /// <summary>Why, in one or two sentences.</summary>
    public required string Reason { get; init; }

    /// <inheritdoc/>
    public override string ToString() => $"{Activity}: {Status}{(Rules.Count > 0 ? $" ({string.Join(", ", Rules)})" : string.Empty)}";
}
