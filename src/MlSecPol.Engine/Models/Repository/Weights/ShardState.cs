namespace MlSecPol.Engine.Models.Repository.Weights;

/// <summary>What became of a weight file that an index names.</summary>
public enum ShardState
{
    /// <summary>It is here.</summary>
    Present,

    /// <summary>It is not in the folder.</summary>
    Missing,

    /// <summary>Only a Git LFS pointer to it is here.</summary>
    Pointer,

    /// <summary>Its name leads out of the folder.</summary>
    Outside,
}
