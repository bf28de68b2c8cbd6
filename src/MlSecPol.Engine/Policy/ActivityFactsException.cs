namespace MlSecPol.Engine.Policy;

/// <summary>The facts of an activity cannot be true as they are stated.</summary>
/// <param name="fact">The fact at fault.</param>
/// <param name="message">What is wrong with it.</param>
public sealed class ActivityFactsException(string fact, string message) : Exception(message)
{
    /// <summary>The name of the fact at fault, a property of <see cref="ActivityFacts"/>.</summary>
    public string Fact { get; } = fact;
}
