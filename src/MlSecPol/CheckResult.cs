namespace MlSecPol;

/// <summary>The answer of one check for one target; what every auditing cmdlet emits.</summary>
public sealed record CheckResult
{
    /// <summary>What the check answered.</summary>
    public required CheckStatus Status { get; init; }

    /// <summary>
    /// The gravest finding; without findings the severity of the check when the answer is <see cref="CheckStatus.Error"/> or
    /// <see cref="CheckStatus.NotAssessed"/> (what is at stake), otherwise <see cref="Severity.Info"/>.
    /// </summary>
    public required Severity Severity { get; init; }

    /// <summary>The control of the policy that the check answers for, for example <c>MS4</c>.</summary>
    public required string ControlId { get; init; }

    /// <summary>The stable id of the check, for example <c>MS4.UnsafeDeserialization</c>.</summary>
    public required string CheckId { get; init; }

    /// <summary>What was looked at: the full path of a file, or the name given to data from the pipeline.</summary>
    public required string Target { get; init; }

    /// <summary>One line for a reader.</summary>
    public required string Message { get; init; }

    /// <summary>Why there is no plain answer; set for every status but <see cref="CheckStatus.Pass"/> and <see cref="CheckStatus.Fail"/>, null otherwise.</summary>
    public string? Reason { get; init; }

    /// <summary>What was found, gravest first, then in the order of the content.</summary>
    public IReadOnlyList<Finding> Findings
    {
        get;
        init => field = ItemList<Finding>.Of(value);
    } = ItemList<Finding>.Of([]);

    /// <summary>What loading the model would import, harmless or not; only in the result of the check that judges imports.</summary>
    public IReadOnlyList<ModelImport> Imports
    {
        get;
        init => field = ItemList<ModelImport>.Of(value);
    } = ItemList<ModelImport>.Of([]);

    /// <summary>What is known of the target beside the answers; null where nothing could be read, and for targets that are no models.</summary>
    public ModelSummary? Facts { get; init; }

    /// <summary>When the target was looked at (UTC).</summary>
    public required DateTimeOffset ObservedAt { get; init; }

    /// <summary>The tool that answered.</summary>
    public string Tool { get; init; } = "MlSecPol";

    /// <summary>The version of the tool.</summary>
    public required string Version { get; init; }

    /// <summary>The exception in force that covers a failure; null unless the status is <see cref="CheckStatus.Excepted"/>.</summary>
    public string? ExceptionId { get; init; }

    /// <summary>The attestation that satisfied the check; null when it was satisfied by observation.</summary>
    public string? AttestationId { get; init; }

    /// <inheritdoc/>
    public override string ToString() => $"{Status} {Severity} {CheckId} {Target}: {Message}";
}
