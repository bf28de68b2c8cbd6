using System.IO.Enumeration;

namespace MlSecPol.Engine.Artifacts;

/// <summary>Lists the files below a folder, lazily and in ordinal order of their names, so that a run is repeatable and needs no list of all files.</summary>
public static class FileTree
{
    /// <summary>Files of a folder and of the folders below it. Links to folders are not followed: they may leave the folder or form a circle.</summary>
    /// <param name="folder">The folder, a full path.</param>
    /// <param name="unreadable">Told of each folder that could not be listed; the rest goes on.</param>
    /// <param name="token">Ends the listing.</param>
    public static IEnumerable<string> Files(string folder, Action<ArtifactException> unreadable, CancellationToken token)
    {
        var folders = new Stack<string>([folder]);
        while (folders.TryPop(out var current))
        {
            token.ThrowIfCancellationRequested();
            (string Path, bool IsFolder)[] entries;
            try
            {
                entries = [.. Entries(current)];
            }
            catch (UnauthorizedAccessException e)
            {
                unreadable(new ArtifactException(ArtifactErrorKind.PermissionDenied, $"The folder '{current}' may not be listed: {e.Message}", "Run as a user who may list it.", e));
                continue;
            }
            catch (IOException e)
            {
                unreadable(new ArtifactException(ArtifactErrorKind.ReadFailed, $"The folder '{current}' cannot be listed: {e.Message}", "Check the file system.", e));
                continue;
            }

            // All stand in one folder, so that the order of the paths is that of the names.
            Array.Sort(entries, (a, b) => string.CompareOrdinal(a.Path, b.Path));
            for (var i = entries.Length - 1; i >= 0; i--)
            {
                if (entries[i].IsFolder && new DirectoryInfo(entries[i].Path).LinkTarget is null) folders.Push(entries[i].Path);
            }

            foreach (var (path, isFolder) in entries)
            {
                if (!isFolder) yield return path;
            }
        }
    }

    // What DirectoryInfo lists, without an object for each file.
    private static FileSystemEnumerable<(string Path, bool IsFolder)> Entries(string folder) =>
        new(folder, static (ref entry) => (entry.ToFullPath(), entry.IsDirectory), new EnumerationOptions { AttributesToSkip = 0, IgnoreInaccessible = false, ReturnSpecialDirectories = false });
}
