namespace MlSecPol;

/// <summary>What the catalogue says about a check: its id, control, texts and default severity.</summary>
public sealed record CheckInfo
{
    /// <summary>The stable id, <c>&lt;ControlId&gt;.&lt;PascalCaseName&gt;</c>; never reused, never given another meaning.</summary>
    public required string CheckId { get; init; }

    /// <summary>The control that the check answers for.</summary>
    public required string ControlId { get; init; }

    /// <summary>The part of a merged control that it answers for, for example <c>MS4.c</c>; null when the control has no parts.</summary>
    public string? PartId { get; init; }

    /// <summary>Whether a machine or a person answers.</summary>
    public required CheckType CheckType { get; init; }

    /// <summary>A short title.</summary>
    public required string Title { get; init; }

    /// <summary>What is asked and what makes it fail.</summary>
    public required string Description { get; init; }

    /// <summary>What to do when it fails.</summary>
    public required string Remediation { get; init; }

    /// <summary>The severity of a failure unless a finding says otherwise; chosen by this project.</summary>
    public required Severity Severity { get; init; }

    /// <summary>What it looks at: <c>model</c>, <c>model repository</c> (the folder around a model), <c>dataset</c>, or <c>evidence</c> for an attestation.</summary>
    public required string Subject { get; init; }

    /// <summary>For an attestation the days for which it is valid by default; null for automatic checks or where the organisation decides.</summary>
    public int? ValidityDays { get; init; }

    /// <summary>Published sources of the rule, threshold or technique.</summary>
    public IReadOnlyList<string> References { get; init; } = [];

    /// <summary>The version of MlSecPol that first had it.</summary>
    public required string Since { get; init; }

    /// <inheritdoc/>
    public override string ToString() => $"{CheckId}: {Title}";
}
