namespace MlSecPol.Engine.Datasets.Files.Companions;

/// <summary>Something that a file beside the dataset states of it.</summary>
/// <param name="Source">The file.</param>
/// <param name="Key">Under which name it stands there.</param>
/// <param name="Value">What is stated.</param>
internal sealed record StatedValue(string Source, string Key, string Value);
