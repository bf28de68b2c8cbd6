namespace MlSecPol.Engine.Artifacts.Remote;

/// <summary>An address in the layout of the Hugging Face Hub.</summary>
/// <param name="Host">Scheme, host and port.</param>
/// <param name="Repository">Owner and name, or the name alone.</param>
/// <param name="Revision">Branch, tag or commit.</param>
/// <param name="FilePath">A file of the repository; null for all of it.</param>
internal sealed record HubAddress(Uri Host, string Repository, string Revision, string? FilePath)
{
    /// <summary>What the hub answers with when it is asked for the files of the repository.</summary>
    internal Uri Listing => new(Host, $"api/models/{Repository}/revision/{Uri.EscapeDataString(Revision)}");

    /// <summary>Reads an address of a hub.</summary>
    /// <returns>Null for any other address.</returns>
    internal static HubAddress? Of(Uri address, RemoteLimits limits)
    {
        if (!limits.HubHosts.Contains(address.Authority, StringComparer.OrdinalIgnoreCase)) return null;
        var host = new Uri(address.GetLeftPart(UriPartial.Authority) + "/");
        var parts = address.AbsolutePath.Split('/', StringSplitOptions.RemoveEmptyEntries);
        var verb = Array.FindIndex(parts, p => p is "resolve" or "blob" or "raw" or "tree");
        return (verb, parts) switch
        {
            (1 or 2, _) when parts.Length == verb + 2 && parts[verb] == "tree" => new HubAddress(host, Join(parts.AsSpan(0, verb)), Uri.UnescapeDataString(parts[verb + 1]), null),
            (1 or 2, _) when parts.Length > verb + 2 && parts[verb] != "tree" => new HubAddress(host, Join(parts.AsSpan(0, verb)), Uri.UnescapeDataString(parts[verb + 1]), Join(parts.AsSpan(verb + 2))),
            (-1, [_, _]) => new HubAddress(host, Join(parts), "main", null),
            _ => null,
        };
    }

    /// <summary>Where a file of the repository is fetched.</summary>
    internal Uri File(string revision, string escapedPath) => new(Host, $"{Repository}/resolve/{Uri.EscapeDataString(revision)}/{escapedPath}");

    private static string Join(ReadOnlySpan<string> parts) => string.Join("/", parts!);
}
