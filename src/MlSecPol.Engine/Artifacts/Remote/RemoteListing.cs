namespace MlSecPol.Engine.Artifacts.Remote;

/// <summary>Turns the address that a user gives into the addresses that are audited: one of a file stays one, a repository of a hub becomes itself and all its files at one commit.</summary>
public static class RemoteListing
{
    /// <summary>What is behind an address; a repository stands before its files.</summary>
    /// <exception cref="ArtifactException">The repository cannot be listed.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public static IReadOnlyList<Uri> Targets(Uri address, RemoteLimits limits, CancellationToken token)
    {
        ArgumentNullException.ThrowIfNull(address);
        ArgumentNullException.ThrowIfNull(limits);
        if (HubAddress.Of(address, limits) is not { } hub) return [address];
        if (hub.FilePath is not null) return [hub.File(hub.Revision, hub.FilePath)];
        var repository = RemoteRepository.List(address, limits, token);
        return repository.Files.Count == 0 ? [] : [repository.Address, .. repository.Files.Select(f => f.Address)];
    }
}
