using System.ComponentModel.DataAnnotations;

namespace MlSecPol.Engine.Datasets.Files;

/// <summary>Which antivirus engine looks at datasets, and how far its word is taken.</summary>
public sealed record AntivirusSettings
{
    /// <summary>The engine.</summary>
    public AntivirusEngine Engine { get; init; } = AntivirusEngine.Auto;

    /// <summary>
    /// Where <c>clamd</c> listens: the path of its socket, or <c>tcp://host:port</c>. Empty tries the customary sockets and no port, because anybody may listen on a port of this machine.
    /// </summary>
    public string Address { get; init; } = string.Empty;

    /// <summary>Longest file that the engine is known to look through, bytes. 25 MiB is the lowest limit that clamd had as a default (StreamMaxLength, MaxFileSize).</summary>
    [Range(typeof(long), "1", "9223372036854775807")]
    public long MaximumBytes { get; init; } = 25L << 20;

    /// <summary>Oldest accepted database of signatures, days. Seven is what ClamAV warns about itself.</summary>
    [Range(1, 3650)]
    public int DatabaseDays { get; init; } = 7;

    /// <summary>Seconds that the engine may take for an answer.</summary>
    [Range(1, 3600)]
    public int SecondsToAnswer { get; init; } = 120;
}
