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
            FileSystemInfo[] entries;
            try
            {
                entries = new DirectoryInfo(current).GetFileSystemInfos();
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

            Array.Sort(entries, (a, b) => string.CompareOrdinal(a.Name, b.Name));
            for (var i = entries.Length - 1; i >= 0; i--)
            {
                if (entries[i] is DirectoryInfo { LinkTarget: null }) folders.Push(entries[i].FullName);
            }

            foreach (var entry in entries)
            {
                if (entry is FileInfo) yield return entry.FullName;
            }
        }
    }
}
