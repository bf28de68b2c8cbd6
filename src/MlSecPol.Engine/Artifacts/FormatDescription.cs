namespace MlSecPol.Engine.Artifacts;

/// <summary>What people call a format and how they name its files.</summary>
/// <param name="Format">The format.</param>
/// <param name="DisplayName">The name for a reader, for example <c>PyTorch checkpoint</c>.</param>
/// <param name="Extensions">Extensions with their dot, lower case; empty where there is no custom.</param>
public sealed record FormatDescription(ArtifactFormat Format, string DisplayName, IReadOnlyList<string> Extensions)
{
    /// <summary>Whether a file of this format customarily has the extension, given with its dot; case does not matter.</summary>
    public bool HasExtension(string extension) => Extensions.Contains(extension, StringComparer.OrdinalIgnoreCase);
}
