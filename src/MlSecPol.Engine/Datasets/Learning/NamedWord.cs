namespace MlSecPol.Engine.Datasets.Learning;

/// <summary>A word of a sampled row as it stands there.</summary>
/// <param name="Hash">What the word is counted under.</param>
/// <param name="Feature">Number of its feature.</param>
/// <param name="Text">The word, UTF-8.</param>
internal readonly record struct NamedWord(ulong Hash, int Feature, byte[] Text);
