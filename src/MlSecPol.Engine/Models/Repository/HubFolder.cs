using MlSecPol.Engine.Artifacts;
using MlSecPol.Engine.Artifacts.Remote;

namespace MlSecPol.Engine.Models.Repository;

/// <summary>A model repository on a hub, at one commit. What is small stays at hand; of the rest only the bytes that decide are fetched.</summary>
internal sealed class HubFolder(RemoteRepository repository, RemoteLimits limits, CancellationToken token) : IFolderContent
{
    // The first bytes of a file come with its length; keeping them spares a request for most files that are read.
    private const int MostKept = 256;

    private readonly Dictionary<string, Uri> _addresses = repository.Files.ToDictionary(f => f.Path, f => f.Address, StringComparer.Ordinal);
    private readonly Dictionary<string, RemoteSource> _kept = new(StringComparer.Ordinal);
    private readonly byte[] _head = new byte[FormatDetector.HeadLength];

    /// <inheritdoc/>
    public string Name { get; } = repository.Address.AbsoluteUri;

    /// <inheritdoc/>
    public bool IsLocal => false;

    /// <inheritdoc/>
    public void List(RepositoryBuilder facts)
    {
        facts.Origins.Add(new RepositoryOrigin("hub", repository.Commit, repository.Name, "."));
        foreach (var (path, _) in repository.Files)
        {
            facts.Token.ThrowIfCancellationRequested();
            try
            {
                var source = Open(path);
                facts.Files.Add(new RepositoryFile(path, source.Length, FormatDetector.Sniff(_head.AsSpan(0, source.Read(0, _head)), source.Length), IsExecutable: false, null));
            }
            catch (ArtifactException e)
            {
                facts.AddGap(RepositoryAspect.Listing, CoverageGapKind.Malformed, path, $"'{path}' cannot be read: {e.Message}");
                facts.Files.Add(new RepositoryFile(path, 0, ArtifactFormat.Unknown, IsExecutable: false, null));
            }
        }
    }

    /// <inheritdoc/>
    public ByteSource Open(string path)
    {
        if (_kept.TryGetValue(path, out var known)) return known;
        var source = RemoteSource.Open(_addresses[path], limits, token);
        if (_kept.Count < MostKept) _kept[path] = source;
        return source;
    }
}
