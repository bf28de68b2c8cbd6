namespace MlSecPol;

/// <summary>Whether the policy applies to an activity.</summary>
public enum ApplicabilityStatus
{
    /// <summary>At least one rule brings the activity into the policy.</summary>
    Applies,

    /// <summary>No rule brings it in, and no missing fact could.</summary>
    NotApplicable,

    /// <summary>A missing or unclear fact decides; it has to be asked for.</summary>
    Undetermined,
}
