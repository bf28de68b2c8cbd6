namespace MlSecPol.Tests;

/// <summary>Where the repository is, from wherever the tests were built to.</summary>
internal static class Repository
{
    public static string Root { get; } = Find();

    private static string Find()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "MlSecPol.Cmdlets.sln"))) folder = folder.Parent;
        return folder?.FullName ?? throw new InvalidOperationException("The tests do not stand inside the repository.");
    }
}
