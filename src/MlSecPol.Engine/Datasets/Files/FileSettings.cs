using System.ComponentModel.DataAnnotations;
using MlSecPol.Engine.Checks;

namespace MlSecPol.Engine.Datasets.Files;

/// <summary>How a dataset is judged as a file, whatever rows it holds. Where no source is named, the value is this project's choice.</summary>
public sealed record FileSettings
{
    /// <summary>Largest file that is accepted, bytes, at least 1.</summary>
    [Range(typeof(long), "1", "9223372036854775807")]
    public long MaximumBytes { get; init; } = 1L << 40;

    /// <summary>Widest accepted mode of a file on Unix, octal; what others than the owner may do is taken from it on Windows as well. The Center for Internet Security asks 0600 of files with secrets.</summary>
    [RegularExpression("^0?[0-7]{3}$")]
    public string MaximumMode { get; init; } = "0600";

    /// <summary>Accounts that may own a dataset; empty accepts every account that the system knows.</summary>
    public IReadOnlyList<string> AllowedOwners { get; init; } = [];

    /// <summary>Whether a file that no manifest of checksums names fails.</summary>
    public bool RequireChecksum { get; init; }

    /// <summary>Whether a file without a detached signature fails.</summary>
    public bool RequireSignature { get; init; }

    /// <summary>Files with the keys or certificates whose signatures are trusted: PEM, OpenPGP, minisign or signify; relative paths start at the settings file.</summary>
    [SettingsPath]
    public IReadOnlyList<string> TrustedKeys { get; init; } = [];

    /// <summary>Whether a file that is not encrypted itself fails; off, because an encrypted volume does as well.</summary>
    public bool RequireEncryption { get; init; }

    /// <summary>Folders that the organisation states to lie on encrypted storage which the system does not show, such as drives or providers that encrypt; relative paths start at the settings file.</summary>
    [SettingsPath]
    public IReadOnlyList<string> EncryptedFolders { get; init; } = [];

    /// <summary>A folder under which <c>proc</c> and <c>sys</c> of the machine are found, for runs in a container; a relative path starts at the settings file. Empty for those of this system.</summary>
    [SettingsPath]
    public string SystemRoot { get; init; } = string.Empty;

    /// <summary>The classification labels of the organisation, from the most open to the strictest; case does not matter. ISO/IEC 27002:2022, 5.12, leaves the words to the organisation; these are common ones.</summary>
    public IReadOnlyList<string> Labels { get; init; } = ["public", "internal", "confidential", "restricted", "sensitive", "secret"];

    /// <summary>Labels under which anybody may have the data.</summary>
    public IReadOnlyList<string> PublicLabels { get; init; } = ["public", "open", "unclassified", "public domain", "TLP:CLEAR", "TLP:WHITE"];

    /// <summary>Oldest accepted restore point, hours, at least 1. A day is the usual recovery point objective of data that changes daily.</summary>
    [Range(1, 1_000_000)]
    public int MaximumBackupAgeHours { get; init; } = 24;

    /// <summary>A list of restore points, as restic or borg print them as JSON, or a plain manifest; a relative path starts at the settings file. Empty looks beside the dataset.</summary>
    [SettingsPath]
    public string BackupManifest { get; init; } = string.Empty;

    /// <summary>The antivirus engine.</summary>
    public AntivirusSettings Antivirus { get; init; } = new();

    /// <summary>How much looking through containers may cost.</summary>
    public ContainerLimits Containers { get; init; } = new();
}
