
namespace MlSecPol.Engine.Tests.Proof;

/// <summary>The samples and fixtures of the repository, in the same order everywhere.</summary>
internal static class Corpus
{
    public static IReadOnlyList<string> Models { get; } = [.. Files("samples", "models"), .. Files("samples", "hostile"), .. Files("tests", "fixtures", "models")];

    public static IReadOnlyList<string> Datasets { get; } = [.. Files("samples", "datasets"), .. Files("tests", "fixtures", "datasets")];

    private static IEnumerable<string> Files(params string[] folder) =>
        Directory.Exists(RepositoryFiles.PathOf(folder))
            ? Directory.EnumerateFiles(RepositoryFiles.PathOf(folder), "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal)
            : [];
}
