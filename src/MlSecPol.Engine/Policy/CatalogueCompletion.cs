namespace MlSecPol.Engine.Policy;

/// <summary>A value that a filter accepts.</summary>
/// <param name="Value">The value.</param>
/// <param name="Title">What it stands for, one line.</param>
public sealed record CatalogueCompletion(string Value, string Title);
