namespace MlSecPol.Engine.Models.Repository.Code;

/// <summary>What code beside a model does that it should not.</summary>
public enum CodeHazardKind
{
    /// <summary>Loads in a way that runs what the data say: pickle and its kin.</summary>
    UnsafeDeserialization,

    /// <summary>Loads a PyTorch file without asking for weights only.</summary>
    TorchLoad,

    /// <summary>Loads YAML in a way that makes objects.</summary>
    UnsafeYaml,

    /// <summary>Switches a protection of a loader off.</summary>
    ProtectionOff,

    /// <summary>Runs code that a repository of others holds.</summary>
    RemoteCode,

    /// <summary>Fetches from a hub by a name whose content can change.</summary>
    UnpinnedRevision,

    /// <summary>Accepts any certificate.</summary>
    UnverifiedConnection,

    /// <summary>Runs text that is put together while running.</summary>
    DynamicCode,

    /// <summary>Hands a command to a shell.</summary>
    ShellCommand,

    /// <summary>Downloads something and runs it at once.</summary>
    DownloadAndRun,

    /// <summary>Installs a package in whatever version is current.</summary>
    UnpinnedInstall,

    /// <summary>Runs by itself whenever Python starts.</summary>
    StartupHook,
}
