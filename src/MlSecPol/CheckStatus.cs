namespace MlSecPol;

/// <summary>The answer of one check for one target. The last four always come with a <see cref="CheckResult.Reason"/>.</summary>
public enum CheckStatus
{
    /// <summary>Evaluated and satisfied, by observation or by a valid attestation.</summary>
    Pass,

    /// <summary>Evaluated and not satisfied.</summary>
    Fail,

    /// <summary>Evaluated, not satisfied, and covered by an exception in force; the findings stay in the result.</summary>
    Excepted,

    /// <summary>The check has no meaning for this target.</summary>
    NotApplicable,

    /// <summary>Not evaluated: unsupported format, missing privilege, missing tool, or evidence that only people can give.</summary>
    NotAssessed,

    /// <summary>The input is unreadable, malformed, truncated or over a limit, or the check itself broke.</summary>
    Error,
}
