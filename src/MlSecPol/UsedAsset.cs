namespace MlSecPol;

/// <summary>What an activity uses as data.</summary>
public enum UsedAsset
{
    /// <summary>No dataset is used.</summary>
    None,

    /// <summary>A dataset.</summary>
    Dataset,
}
