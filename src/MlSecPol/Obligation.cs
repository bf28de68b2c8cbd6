namespace MlSecPol;

/// <summary>How binding a requirement of the policy is.</summary>
public enum Obligation
{
    /// <summary>Required; a deviation needs an exception.</summary>
    Must,

    /// <summary>Expected; a deviation needs a stated reason.</summary>
    Should,

    /// <summary>A commitment of the organisation about its own procedure.</summary>
    Will,
}
