namespace MlSecPol.Engine.Datasets.Files.Volumes;

/// <summary>Whether the storage below a file is encrypted.</summary>
internal enum VolumeState
{
    /// <summary>The system does not show it.</summary>
    Unknown,

    /// <summary>It is.</summary>
    Encrypted,

    /// <summary>It is not, as far as the system shows; drives and providers may encrypt out of its sight.</summary>
    Plain,
}
