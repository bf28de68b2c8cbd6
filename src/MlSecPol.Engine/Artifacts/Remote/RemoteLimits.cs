using System.ComponentModel.DataAnnotations;

namespace MlSecPol.Engine.Artifacts.Remote;

/// <summary>What reading over HTTP may do and cost. All start values are chosen by this project.</summary>
public sealed record RemoteLimits
{
    /// <summary>Whether unencrypted addresses may be read; those of this machine always may.</summary>
    public bool AllowPlainHttp { get; init; }

    /// <summary>Whether a server may redirect to an address of a private network or of this machine.</summary>
    public bool AllowPrivateRedirects { get; init; }

    /// <summary>Redirects that one request may follow.</summary>
    [Range(0, 20)]
    public int Redirects { get; init; } = 5;

    /// <summary>Seconds that one request may take.</summary>
    [Range(1, 3_600)]
    public int SecondsPerRequest { get; init; } = 30;

    /// <summary>Bytes of a file that is fetched whole, where the server gives no ranges; longer files are an error.</summary>
    [Range(typeof(long), "0", "1099511627776")]
    public long WholeBytes { get; init; } = 256L << 20;

    /// <summary>Bytes of one file that are kept in memory.</summary>
    [Range(1 << 20, 1 << 30)]
    public int CachedBytes { get; init; } = 32 << 20;

    /// <summary>Files of one repository on a model hub.</summary>
    [Range(1, 1_000_000)]
    public int FilesPerRepository { get; init; } = 10_000;

    /// <summary>Hosts whose addresses follow the layout of the Hugging Face Hub, with the port where it is not the usual one.</summary>
    public IReadOnlyList<string> HubHosts { get; init; } = ["huggingface.co", "hf.co"];
}
