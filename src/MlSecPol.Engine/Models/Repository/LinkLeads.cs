namespace MlSecPol.Engine.Models.Repository;

/// <summary>Where a symbolic link in a model folder leads.</summary>
public enum LinkLeads
{
    /// <summary>To a place in the same folder.</summary>
    Inside,

    /// <summary>To the blob store of a download cache beside the snapshot that the folder is; the hub's client lays out its cache so.</summary>
    ToCache,

    /// <summary>Out of the folder.</summary>
    Outside,

    /// <summary>Nowhere.</summary>
    Nowhere,
}
