namespace MlSecPol;

/// <summary>Where a control comes from.</summary>
public enum ControlOrigin
{
    /// <summary>From the detailed requirements that belong to the policy.</summary>
    Detailed,

    /// <summary>Defined by this module for a technique that the policy names without any requirement.</summary>
    SeedOnly,
}
