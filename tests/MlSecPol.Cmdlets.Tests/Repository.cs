namespace MlSecPol.Cmdlets.Tests;

/// <summary>Places of the repository that the tests read.</summary>
internal static class Repository
{
    internal static string Root => RepositoryFiles.Root;

    internal static string StagedModule => RepositoryFiles.PathOf("artifacts", "module", "MlSecPol");

    internal static string Manifest => Path.Combine(StagedModule, "MlSecPol.psd1");

    internal static string Sample(string name) => Path.Combine(Root, "samples", name);
}
