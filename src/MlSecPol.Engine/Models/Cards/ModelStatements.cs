namespace MlSecPol.Engine.Models.Cards;

/// <summary>What the files beside a model say of it.</summary>
/// <param name="Statements">What is said, in the order of the files and of their content.</param>
/// <param name="Unread">What could not be read, one sentence each.</param>
public sealed record ModelStatements(IReadOnlyList<CardStatement> Statements, IReadOnlyList<string> Unread)
{
    /// <summary>A model of which nothing is said.</summary>
    public static ModelStatements Empty { get; } = new([], []);
}
