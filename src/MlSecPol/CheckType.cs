namespace MlSecPol;

/// <summary>Who answers a check.</summary>
public enum CheckType
{
    /// <summary>A machine looks at the real thing.</summary>
    Automatic,

    /// <summary>A person states it, with evidence and an expiry date.</summary>
    Attestation,
}
