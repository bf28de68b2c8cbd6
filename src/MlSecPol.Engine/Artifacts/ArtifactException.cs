namespace MlSecPol.Engine.Artifacts;

/// <summary>An artifact could not be read; says what, why and what to do about it.</summary>
public sealed class ArtifactException : Exception
{
    /// <summary>Creates the error.</summary>
    /// <param name="kind">Why.</param>
    /// <param name="message">The object and the reason, one sentence.</param>
    /// <param name="recommendedAction">What the user can do next.</param>
    /// <param name="innerException">What the system said.</param>
    public ArtifactException(ArtifactErrorKind kind, string message, string recommendedAction, Exception? innerException = null)
        : base(message, innerException)
    {
        Kind = kind;
        RecommendedAction = recommendedAction;
    }

    /// <summary>Why.</summary>
    public ArtifactErrorKind Kind { get; }

    /// <summary>What the user can do next.</summary>
    public string RecommendedAction { get; }
}
