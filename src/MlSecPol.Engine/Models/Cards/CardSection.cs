namespace MlSecPol.Engine.Models.Cards;

/// <summary>A section of a model card.</summary>
/// <param name="Headings">Its heading in lower case, and behind it those above it.</param>
/// <param name="Text">Its own text, without that of deeper sections.</param>
internal sealed record CardSection(IReadOnlyList<string> Headings, string Text);
