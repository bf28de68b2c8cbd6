namespace MlSecPol;

/// <summary>
/// How much a failure weighs. The defaults are chosen by this project (no source document states them) and can be overridden in settings.
/// </summary>
public enum Severity
{
    /// <summary>A fact worth knowing; never a reason to stop.</summary>
    Info,

    /// <summary>Hygiene: mend it when the thing is touched next.</summary>
    Low,

    /// <summary>Suspicious or a clear weakness without a direct way to harm.</summary>
    Medium,

    /// <summary>Harm is reachable: code that a later step runs, personal data in the open, a contradictory container.</summary>
    High,

    /// <summary>Harm on first use: code runs when the file is loaded.</summary>
    Critical,
}
