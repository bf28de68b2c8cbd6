namespace MlSecPol;

/// <summary>What an activity develops in-house.</summary>
public enum DevelopedAsset
{
    /// <summary>Nothing is developed.</summary>
    None,

    /// <summary>A machine-learning model; fine-tuning an existing one counts.</summary>
    Model,
}
