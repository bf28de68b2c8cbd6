using MlSecPol.Engine.Artifacts;

namespace MlSecPol.Engine.Models.Repository;

/// <summary>Lists a model folder within limits: what each file is by its first bytes, what is a link and where it leads. Links to folders are not followed.</summary>
internal sealed class RepositoryListing(string folder, RepositoryLimits limits, RepositoryBuilder facts)
{
    private const UnixFileMode AnyExecute = UnixFileMode.UserExecute | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute;

    private readonly byte[] _head = new byte[FormatDetector.HeadLength];

    /// <summary>Fills in files and links, in ordinal order of the paths.</summary>
    /// <exception cref="ArtifactException">The folder itself cannot be listed.</exception>
    internal void Read()
    {
        var folders = new Stack<(string Path, int Depth)>([(string.Empty, 1)]);
        while (folders.TryPop(out var current))
        {
            facts.Token.ThrowIfCancellationRequested();
            foreach (var entry in Entries(current.Path))
            {
                var path = current.Path.Length == 0 ? entry.Name : $"{current.Path}/{entry.Name}";
                if (entry is DirectoryInfo { LinkTarget: null })
                {
                    if (path == ".git") continue;
                    if (current.Depth < limits.FolderDepth) folders.Push((path, current.Depth + 1));
                    else facts.AddGap(RepositoryAspect.Listing, CoverageGapKind.LimitReached, path, $"'{path}' stands deeper than {limits.FolderDepth} folders (limit {nameof(RepositoryLimits.FolderDepth)}).");
                }
                else if (entry is DirectoryInfo)
                {
                    facts.FolderLinks.Add(Link(entry, path, isFolder: true));
                }
                else if (facts.Files.Count < limits.Files)
                {
                    facts.Files.Add(File((FileInfo)entry, path));
                }
                else
                {
                    facts.AddGap(RepositoryAspect.Listing, CoverageGapKind.LimitReached, null, $"The folder holds more than {limits.Files} files (limit {nameof(RepositoryLimits.Files)}).");
                    return;
                }
            }
        }

        facts.Files.Sort((a, b) => string.CompareOrdinal(a.Path, b.Path));
    }

    private FileSystemInfo[] Entries(string path)
    {
        try
        {
            return new DirectoryInfo(System.IO.Path.Combine(folder, path)).GetFileSystemInfos();
        }
        catch (Exception e) when (e is UnauthorizedAccessException or IOException)
        {
            var denied = e is UnauthorizedAccessException;
            if (path.Length == 0)
            {
                throw new ArtifactException(
                    denied ? ArtifactErrorKind.PermissionDenied : ArtifactErrorKind.ReadFailed, $"The folder '{folder}' cannot be listed: {e.Message}", "Run as a user who may list it.", e);
            }

            facts.AddGap(RepositoryAspect.Listing, CoverageGapKind.Malformed, path, $"The folder '{path}' cannot be listed: {e.Message}");
            return [];
        }
    }

    private RepositoryFile File(FileInfo entry, string path)
    {
        var link = entry.LinkTarget is null ? null : Link(entry, path, isFolder: false);
        if (link is { Leads: LinkLeads.Outside or LinkLeads.Nowhere }) return new RepositoryFile(path, 0, ArtifactFormat.Unknown, IsExecutable: false, link);
        try
        {
            using var source = FileSource.Open(entry.FullName);
            var content = FormatDetector.Sniff(_head.AsSpan(0, source.Read(0, _head)), source.Length);
            var executable = !OperatingSystem.IsWindows() && link is null && (entry.UnixFileMode & AnyExecute) != 0;
            return new RepositoryFile(path, source.Length, content, executable, link);
        }
        catch (ArtifactException e)
        {
            facts.AddGap(RepositoryAspect.Listing, CoverageGapKind.Malformed, path, $"'{path}' cannot be read: {e.Message}");
            return new RepositoryFile(path, 0, ArtifactFormat.Unknown, IsExecutable: false, link);
        }
    }

    private RepositoryLink Link(FileSystemInfo entry, string path, bool isFolder)
    {
        FileSystemInfo? final;
        try
        {
            final = entry.ResolveLinkTarget(returnFinalTarget: true);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // A circle of links, or a way that may not be walked.
            return new RepositoryLink(path, entry.LinkTarget!, LinkLeads.Nowhere, isFolder);
        }

        // The root may be reached over links itself; only resolved paths can be compared.
        var leads = final is null ? LinkLeads.Nowhere
            : FolderPath.IsBelow(final.FullName, folder) || FolderPath.IsBelow(FolderPath.Resolve(final.FullName), FolderPath.Resolve(folder)) ? (final.Exists ? LinkLeads.Inside : LinkLeads.Nowhere)
            : FolderPath.IsCacheBlob(final.FullName, folder) ? LinkLeads.ToCache
            : LinkLeads.Outside;
        return new RepositoryLink(path, entry.LinkTarget!, leads, isFolder);
    }
}
