namespace MlSecPol.Engine.Datasets.Files.Companions;

/// <summary>What a descriptor states of one file.</summary>
/// <param name="Path">The file, relative to the descriptor, with slashes.</param>
/// <param name="Fields">Texts, keys in lower case.</param>
internal sealed record DescribedResource(string Path, IReadOnlyList<(string Key, string Value)> Fields)
{
    /// <summary>The value of a key; null where it has none.</summary>
    internal string? this[string key] => Fields.FirstOrDefault(f => f.Key == key).Value;
}
