using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace MlSecPol.Engine.Datasets.Files.Antivirus;

/// <summary>Where clamd listens: a socket of the file system, or host and port.</summary>
internal sealed record ClamdAddress(string? Path, string Host, int Port)
{
    private const string Tcp = "tcp://", Unix = "unix:";

    internal static ClamdAddress? Parse(string text)
    {
        if (text.StartsWith(Unix, StringComparison.OrdinalIgnoreCase)) return new ClamdAddress(text[Unix.Length..].Replace("//", string.Empty, StringComparison.Ordinal), string.Empty, 0);
        if (!text.StartsWith(Tcp, StringComparison.OrdinalIgnoreCase)) return System.IO.Path.IsPathRooted(text) ? new ClamdAddress(text, string.Empty, 0) : null;
        return Uri.TryCreate(text, UriKind.Absolute, out var uri) && uri.Port > 0 && uri.Host.Length > 0 ? new ClamdAddress(null, uri.DnsSafeHost, uri.Port) : null;
    }

    /// <summary>A socket that is not connected yet, and where to connect it to.</summary>
    internal (Socket Socket, EndPoint EndPoint) Create() => Path is not null
        ? (new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified), new UnixDomainSocketEndPoint(Path))
        : (new Socket(SocketType.Stream, ProtocolType.Tcp), new DnsEndPoint(Host, Port));

    /// <inheritdoc/>
    public override string ToString() => Path ?? string.Create(CultureInfo.InvariantCulture, $"tcp://{Host}:{Port}");
}
