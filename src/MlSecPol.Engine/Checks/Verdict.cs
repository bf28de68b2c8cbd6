namespace MlSecPol.Engine.Checks;

/// <summary>What a check answers for a target, before the runner makes a <see cref="CheckResult"/> of it.</summary>
public sealed record Verdict
{
    private Verdict(CheckStatus status, string message, string? reason, IReadOnlyList<Finding> findings)
    {
        Status = status;
        Message = message;
        Reason = reason;
        Findings = findings;
    }

    /// <summary>The answer.</summary>
    public CheckStatus Status { get; }

    /// <summary>One line for a reader.</summary>
    public string Message { get; }

    /// <summary>Why there is no plain answer.</summary>
    public string? Reason { get; }

    /// <summary>What was found, in any order; the runner sorts and fingerprints.</summary>
    public IReadOnlyList<Finding> Findings { get; }

    /// <summary>What loading would import, harmless or not.</summary>
    public IReadOnlyList<ModelImport> Imports { get; init; } = [];

    /// <summary>Evaluated and satisfied; findings, if any, are remarks.</summary>
    public static Verdict Pass(string message, params IReadOnlyList<Finding> findings) => new(CheckStatus.Pass, message, null, findings);

    /// <summary>Evaluated and not satisfied.</summary>
    /// <exception cref="ArgumentException">There is no finding: a failure must show something.</exception>
    public static Verdict Fail(string message, params IReadOnlyList<Finding> findings) =>
        findings.Count > 0 ? new(CheckStatus.Fail, message, null, findings) : throw new ArgumentException("a failure needs a finding", nameof(findings));

    /// <summary>The question has no meaning for the target.</summary>
    public static Verdict NotApplicable(string reason) => new(CheckStatus.NotApplicable, reason, reason, []);

    /// <summary>The question could not be looked into, though nothing is wrong with the target.</summary>
    public static Verdict NotAssessed(string reason) => new(CheckStatus.NotAssessed, reason, reason, []);

    /// <summary>The target could not be read, or not to its end; what was found so far stays.</summary>
    public static Verdict Error(string reason, params IReadOnlyList<Finding> findings) => new(CheckStatus.Error, reason, reason, findings);
}
