namespace MlSecPol;

/// <summary>How far a column has moved.</summary>
public enum DriftLevel
{
    /// <summary>Not, or not beyond the thresholds.</summary>
    None,

    /// <summary>Beyond the lower threshold.</summary>
    Moderate,

    /// <summary>Beyond the upper threshold, or the column came, went or changed its type.</summary>
    Major,

    /// <summary>Nothing can be said; the reason tells why.</summary>
    NotCompared,
}
