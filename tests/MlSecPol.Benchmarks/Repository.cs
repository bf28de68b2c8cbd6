namespace MlSecPol.Benchmarks;

/// <summary>Where the things to measure lie.</summary>
internal static class Repository
{
    /// <summary>The manifest of the staged module.</summary>
    internal static string StagedManifest { get; } = RepositoryFiles.PathOf("artifacts", "module", "MlSecPol", "MlSecPol.psd1");

    /// <summary>The manifest of the module with one cmdlet that does nothing.</summary>
    internal static string EmptyManifest { get; } = Path.Combine(OutputOf("MlSecPol.Benchmarks.EmptyModule"), "EmptyModule.psd1");

    /// <summary>The program that measures in a process of its own.</summary>
    internal static string Shell { get; } = Path.Combine(OutputOf("MlSecPol.Benchmarks.Shell"), "MlSecPol.Benchmarks.Shell.dll");

    // Built in the same configuration as this program, which stands in bin/<configuration>/<framework>.
    private static string OutputOf(string project)
    {
        var own = new DirectoryInfo(AppContext.BaseDirectory);
        return RepositoryFiles.PathOf("tests", project, "bin", own.Parent!.Name, own.Name);
    }
}
