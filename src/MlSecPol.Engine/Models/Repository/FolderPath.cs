namespace MlSecPol.Engine.Models.Repository;

/// <summary>Says which paths stand in a folder.</summary>
internal static class FolderPath
{
    /// <summary>Whether a full path is the folder or stands below it.</summary>
    internal static bool IsBelow(string path, string folder)
    {
        path = Path.GetFullPath(path);
        folder = Path.TrimEndingDirectorySeparator(Path.GetFullPath(folder));
        return path.Equals(folder, Comparison) || (path.Length > folder.Length && path.StartsWith(folder, Comparison) && (path[folder.Length] == Path.DirectorySeparatorChar || folder.EndsWith(Path.DirectorySeparatorChar)));
    }

    /// <summary>The path with every folder on the way that is a link replaced by what it leads to.</summary>
    internal static string Resolve(string path)
    {
        var full = Path.TrimEndingDirectorySeparator(Path.GetFullPath(path));
        if (Path.GetDirectoryName(full) is not { } parent) return full;
        var resolved = Path.Combine(Resolve(parent), Path.GetFileName(full));
        try
        {
            return new DirectoryInfo(resolved).ResolveLinkTarget(returnFinalTarget: true)?.FullName ?? resolved;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return resolved;
        }
    }

    /// <summary>Whether a link from a folder of a download cache leads to its store: <c>models--x--y/snapshots/&lt;revision&gt;/file</c> leads to <c>models--x--y/blobs/&lt;hash&gt;</c>.</summary>
    internal static bool IsCacheBlob(string target, string folder)
    {
        var snapshots = Path.GetDirectoryName(Path.TrimEndingDirectorySeparator(folder));
        while (snapshots is { Length: > 0 } && Path.GetFileName(snapshots) != "snapshots") snapshots = Path.GetDirectoryName(snapshots);
        if (string.IsNullOrEmpty(snapshots)) return false;
        var blobs = Path.Combine(Path.GetDirectoryName(snapshots)!, "blobs");
        return Path.GetDirectoryName(target) == blobs && Path.GetFileName(target).All(char.IsAsciiHexDigit) && File.Exists(target);
    }

    private static StringComparison Comparison => OperatingSystem.IsLinux() ? StringComparison.Ordinal : StringComparison.OrdinalIgnoreCase;
}
