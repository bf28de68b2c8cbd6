namespace MlSecPol.Testing;

/// <summary>Finds files of the repository from wherever the tests were built to; compiled into every test project.</summary>
internal static class RepositoryFiles
{
    internal static string Root { get; } = Find();

    internal static string PathOf(params string[] parts) => Path.Combine([Root, .. parts]);

    private static string Find()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "MlSecPol.Cmdlets.sln"))) folder = folder.Parent;
        return folder?.FullName ?? throw new InvalidOperationException("The tests do not stand inside the repository.");
    }
}
