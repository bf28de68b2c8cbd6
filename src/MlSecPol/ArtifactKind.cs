namespace MlSecPol;

/// <summary>The kind of artifact that an activity obtains and uses.</summary>
public enum ArtifactKind
{
    /// <summary>No artifact is obtained.</summary>
    None,

    /// <summary>A dataset.</summary>
    Dataset,

    /// <summary>A pre-trained model.</summary>
    Model,
}
