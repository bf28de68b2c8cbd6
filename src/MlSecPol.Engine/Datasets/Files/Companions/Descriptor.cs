namespace MlSecPol.Engine.Datasets.Files.Companions;

/// <summary>What a descriptor states of the dataset as a whole and of its single files.</summary>
/// <param name="Fields">Texts of the descriptor itself, keys in lower case.</param>
/// <param name="Resources">The files that it describes.</param>
internal sealed record Descriptor(IReadOnlyList<(string Key, string Value)> Fields, IReadOnlyList<DescribedResource> Resources)
{
    internal static Descriptor Empty { get; } = new([], []);

    /// <summary>What is stated of a file; null where the descriptor does not name it.</summary>
    internal DescribedResource? Find(string relativePath) => Resources.FirstOrDefault(r => r.Path == relativePath);
}
