namespace MlSecPol.Engine.Checks;

/// <summary>The run cannot start: wrong settings or contradictory requests. The only kind of error that ends a cmdlet.</summary>
/// <param name="errorId">Stable id, <c>MlSecPol.&lt;Area&gt;.&lt;What&gt;</c>.</param>
/// <param name="message">What is wrong and where.</param>
/// <param name="recommendedAction">What the user can do next.</param>
/// <param name="innerException">What was thrown underneath; null when nothing was.</param>
public sealed class UsageException(string errorId, string message, string recommendedAction, Exception? innerException = null) : Exception(message, innerException)
{
    /// <summary>Stable id of the error.</summary>
    public string ErrorId { get; } = errorId;

    /// <summary>What the user can do next.</summary>
    public string RecommendedAction { get; } = recommendedAction;
}
