namespace MlSecPol.Engine.Tests.Policy;

/// <summary>Finds files of the repository from wherever the tests were built to.</summary>
internal static class RepositoryFiles
{
    public static string PathOf(params string[] parts)
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "MlSecPol.Cmdlets.sln")))
            folder = folder.Parent;
        return Path.Combine([folder?.FullName ?? throw new InvalidOperationException("not inside the repository"), .. parts]);
    }
}
