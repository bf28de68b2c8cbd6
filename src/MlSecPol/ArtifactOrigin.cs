namespace MlSecPol;

/// <summary>Where an artifact that an activity uses comes from.</summary>
public enum ArtifactOrigin
{
    /// <summary>Downloaded from a place open to the public, for example a model hub.</summary>
    PublicDownload,

    /// <summary>Made inside the organisation.</summary>
    Internal,

    /// <summary>Handed over by a supplier or partner under an agreement.</summary>
    Supplier,
}
