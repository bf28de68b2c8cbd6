namespace MlSecPol.Engine.Checks;

/// <summary>
/// One check on facts of one kind. Knows the policy's question and no bytes. Stateless: one instance serves all files and threads.
/// A class that derives from it carries a <see cref="CheckAttribute"/>, has a public constructor without parameters and is found by itself.
/// </summary>
/// <typeparam name="TFacts">What a reader found out about a target.</typeparam>
public abstract class Check<TFacts>
{
    /// <summary>Answers the check for one target. An exception that leaves it becomes an Error result with the exception's message.</summary>
    /// <param name="facts">What is known of the target.</param>
    /// <param name="settings">All settings in effect; the check takes its own section from it.</param>
    public abstract Verdict Evaluate(TFacts facts, SettingsSnapshot settings);
}
