namespace MlSecPol;

/// <summary>By what results are counted.</summary>
public enum ResultGrouping
{
    /// <summary>By the control that they answer for, in the order of the policy.</summary>
    Control,

    /// <summary>By status, the worst first.</summary>
    Status,

    /// <summary>By severity, the gravest first.</summary>
    Severity,

    /// <summary>By check, in the order of the policy.</summary>
    Check,

    /// <summary>By what was looked at, in the order of the names.</summary>
    Target,
}
