namespace MlSecPol.Cmdlets.Tests;

/// <summary>Places of the repository that the tests read.</summary>
internal static class Repository
{
    internal static string Root { get; } = FindRoot();

    internal static string StagedModule => Path.Combine(Root, "artifacts", "module", "MlSecPol");

    internal static string Manifest => Path.Combine(StagedModule, "MlSecPol.psd1");

    internal static string Sample(string name) => Path.Combine(Root, "samples", name);

    private static string FindRoot()
    {
        var folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "MlSecPol.Cmdlets.sln"))) folder = Path.GetDirectoryName(folder.TrimEnd(Path.DirectorySeparatorChar))!;
        return folder;
    }
}
