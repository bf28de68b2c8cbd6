using System.Text.Json;

namespace MlSecPol.Engine.Artifacts.Remote;

/// <summary>A repository on a model hub at one commit, as the hub lists it.</summary>
/// <param name="Address">Its address at that commit.</param>
/// <param name="Name">Owner and name.</param>
/// <param name="Commit">What the list is of: the branch may move meanwhile.</param>
/// <param name="Files">Paths and where each is fetched, in ordinal order of the paths.</param>
public sealed record RemoteRepository(Uri Address, string Name, string Commit, IReadOnlyList<(string Path, Uri Address)> Files)
{
    private const int ListingBytes = 16 << 20;

    /// <summary>Whether an address is that of a repository and not of a file.</summary>
    public static bool IsAddress(Uri address, RemoteLimits limits)
    {
        ArgumentNullException.ThrowIfNull(address);
        ArgumentNullException.ThrowIfNull(limits);
        return HubAddress.Of(address, limits) is { FilePath: null };
    }

    /// <summary>Asks the hub for the files of a repository.</summary>
    /// <exception cref="ArtifactException">It cannot be listed.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public static RemoteRepository List(Uri address, RemoteLimits limits, CancellationToken token)
    {
        ArgumentNullException.ThrowIfNull(address);
        ArgumentNullException.ThrowIfNull(limits);
        var hub = HubAddress.Of(address, limits) ?? throw new ArgumentException("It is no address of a hub.", nameof(address));
        using var response = RemoteAccess.Get(hub.Listing, limits, null, token);
        if (!response.IsSuccessStatusCode) throw RemoteAccess.Unsuccessful(hub.Listing, response.StatusCode);
        try
        {
            var bytes = new byte[ListingBytes + 1];
            var length = RemoteAccess.Read(response, hub.Listing, bytes, limits, token);
            if (length > ListingBytes) throw Unreadable(hub, $"its list of files is longer than {ListingBytes} bytes", null);
            using var document = JsonDocument.Parse(bytes.AsMemory(0, length), new JsonDocumentOptions { MaxDepth = 32 });
            return Of(hub, document.RootElement, limits);
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or KeyNotFoundException)
        {
            throw Unreadable(hub, $"its list of files cannot be read: {e.Message}", e);
        }
    }

    private static RemoteRepository Of(HubAddress hub, JsonElement answer, RemoteLimits limits)
    {
        var commit = answer.GetProperty("sha").GetString() ?? hub.Revision;
        var siblings = answer.GetProperty("siblings");
        if (siblings.GetArrayLength() > limits.FilesPerRepository)
            throw Unreadable(hub, $"it has more than {limits.FilesPerRepository} files (limit {nameof(RemoteLimits.FilesPerRepository)})", null);
        var names = siblings.EnumerateArray().Select(f => f.GetProperty("rfilename").GetString() ?? throw new InvalidOperationException("a file has no name")).Order(StringComparer.Ordinal).ToArray();
        // A name that leaves the repository would be fetched from elsewhere on the hub.
        if (Array.Find(names, n => n.Length == 0 || MemberName.LeavesFolder(n) || n.Split('/').Any(p => p is "" or "." or "..")) is { } name)
            throw Unreadable(hub, $"the name '{VisibleName(name)}' leads out of it", null);
        return new RemoteRepository(
            new Uri(hub.Host, $"{hub.Repository}/tree/{Uri.EscapeDataString(commit)}"),
            hub.Repository,
            commit,
            [.. names.Select(n => (n, hub.File(commit, string.Join('/', n.Split('/').Select(Uri.EscapeDataString)))))]);
    }

    private static string VisibleName(string name) => new([.. name.Take(80).Select(c => char.IsControl(c) ? '?' : c)]);

    private static ArtifactException Unreadable(HubAddress hub, string reason, Exception? cause) =>
        new(ArtifactErrorKind.ReadFailed, $"The repository {hub.Repository} on {hub.Host.Authority} cannot be audited: {reason}.", "Check the address; audit single files by their own addresses.", cause);
}
