namespace MlSecPol.Engine.Models.Cards;

/// <summary>One thing that the files beside a model say of it. The maker's claim, not a fact.</summary>
/// <param name="Key">What it is about, by the key of the Hub's model card or of the configuration: <c>license</c>, <c>datasets</c>, <c>model_type</c> …</param>
/// <param name="Value">What is said.</param>
/// <param name="Source">Where it was read, for example <c>README.md datasets[0]</c>.</param>
/// <param name="Amount">For a metric its value; null where none is given.</param>
/// <param name="Scope">For a metric the data on which it was measured; null where none is named.</param>
public sealed record CardStatement(string Key, string Value, string Source, string? Amount = null, string? Scope = null);
