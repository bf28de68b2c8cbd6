using System.Text.Json;

namespace MlSecPol.Engine.Artifacts.Remote;

/// <summary>Turns the address that a user gives into the addresses of files: one of a file stays one, a repository of a hub becomes all its files at one commit.</summary>
public static class RemoteListing
{
    private const int ListingBytes = 16 << 20;

    /// <summary>The files behind an address.</summary>
    /// <exception cref="ArtifactException">The repository cannot be listed.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public static IReadOnlyList<Uri> Files(Uri address, RemoteLimits limits, CancellationToken token)
    {
        ArgumentNullException.ThrowIfNull(address);
        ArgumentNullException.ThrowIfNull(limits);
        if (HubAddress.Of(address, limits) is not { } hub) return [address];
        if (hub.FilePath is not null) return [hub.File(hub.Revision, hub.FilePath)];
        using var response = RemoteAccess.Get(hub.Listing, limits, null, token);
        if (!response.IsSuccessStatusCode) throw RemoteAccess.Unsuccessful(hub.Listing, response.StatusCode);
        try
        {
            var bytes = new byte[ListingBytes + 1];
            var length = RemoteAccess.Read(response, hub.Listing, bytes, limits, token);
            if (length > ListingBytes) throw Unreadable(hub, $"its list of files is longer than {ListingBytes} bytes", null);
            using var document = JsonDocument.Parse(bytes.AsMemory(0, length), new JsonDocumentOptions { MaxDepth = 32 });
            return Files(hub, document.RootElement, limits);
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or KeyNotFoundException)
        {
            throw Unreadable(hub, $"its list of files cannot be read: {e.Message}", e);
        }
    }

    private static Uri[] Files(HubAddress hub, JsonElement answer, RemoteLimits limits)
    {
        // The commit pins what is read: the branch may move meanwhile.
        var commit = answer.GetProperty("sha").GetString() ?? hub.Revision;
        var files = answer.GetProperty("siblings");
        if (files.GetArrayLength() > limits.FilesPerRepository)
            throw Unreadable(hub, $"it has more than {limits.FilesPerRepository} files (limit {nameof(RemoteLimits.FilesPerRepository)})", null);
        return
        [
            .. files.EnumerateArray()
                .Select(f => f.GetProperty("rfilename").GetString() ?? throw new InvalidOperationException("a file has no name"))
                .Order(StringComparer.Ordinal)
                .Select(name => hub.File(commit, string.Join('/', name.Split('/').Select(Uri.EscapeDataString)))),
        ];
    }

    private static ArtifactException Unreadable(HubAddress hub, string reason, Exception? cause) =>
        new(ArtifactErrorKind.ReadFailed, $"The repository {hub.Repository} on {hub.Host.Authority} cannot be audited: {reason}.", "Check the address; audit single files by their own addresses.", cause);
}
