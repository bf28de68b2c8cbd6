namespace MlSecPol;

/// <summary>What a dataset is used for.</summary>
public enum DatasetUse
{
    /// <summary>Training or fine-tuning.</summary>
    Training,

    /// <summary>Validation of a model.</summary>
    Validation,

    /// <summary>Anything else, for example plain statistics without a model.</summary>
    Other,
}
