namespace MlSecPol.Engine.Models.Repository;

/// <summary>What is looked at in the folder of a model; says which answers a gap in the reading touches.</summary>
public enum RepositoryAspect
{
    /// <summary>The listing of the folder, on which everything else stands.</summary>
    Listing,

    /// <summary>Python files, notebooks and start-up hooks.</summary>
    Code,

    /// <summary>Credentials in texts and metadata.</summary>
    Secrets,

    /// <summary>Lists of packages to install.</summary>
    Dependencies,

    /// <summary>The model card.</summary>
    Card,

    /// <summary>Licences, as stated and as texts.</summary>
    Licences,

    /// <summary>Weight files and their index.</summary>
    Weights,

    /// <summary>Where the model comes from.</summary>
    Origin,

    /// <summary>The signature and what it covers.</summary>
    Signature,
}
