namespace MlSecPol.Engine.Models.ImportPolicy;

/// <summary>How an import stands with the policy.</summary>
public enum ImportStanding
{
    /// <summary>Known, and known to be harmless in files of its framework.</summary>
    Benign,

    /// <summary>Not known.</summary>
    Unknown,

    /// <summary>Known to have a dangerous effect.</summary>
    Dangerous,
}
