namespace MlSecPol;

/// <summary>
/// What is known of one activity, from which the applicability of the policy follows. A null means <em>not stated</em>; <c>None</c> states that there is none.
/// A project with several activities has one of these for each.
/// </summary>
public sealed record ActivityFacts
{
    /// <summary>The name of the activity, repeated in the answer.</summary>
    public required string Name { get; init; }

    /// <summary>What it develops in-house.</summary>
    public DevelopedAsset? Develops { get; init; }

    /// <summary>Whether it uses a dataset.</summary>
    public UsedAsset? Uses { get; init; }

    /// <summary>The AI service that it consumes.</summary>
    public ConsumedService? Consumes { get; init; }

    /// <summary>The kind of artifact that it obtains.</summary>
    public ArtifactKind? ArtifactKind { get; init; }

    /// <summary>Where that artifact comes from.</summary>
    public ArtifactOrigin? ArtifactOrigin { get; init; }

    /// <summary>What it is done for.</summary>
    public Purpose? Purpose { get; init; }

    /// <summary>How the consumed service is delivered.</summary>
    public ServiceDelivery? Delivery { get; init; }

    /// <summary>Who can reach the dataset that it uses.</summary>
    public DatasetAccess? Access { get; init; }

    /// <summary>What the dataset is used for.</summary>
    public DatasetUse? DatasetUse { get; init; }

    /// <inheritdoc/>
    public override string ToString() => Name;
}
