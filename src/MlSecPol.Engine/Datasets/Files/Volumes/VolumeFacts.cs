namespace MlSecPol.Engine.Datasets.Files.Volumes;

/// <summary>What is known of the storage below a file.</summary>
/// <param name="State">Whether it is encrypted.</param>
/// <param name="Detail">By what this is known, or why not; one sentence without the final full stop.</param>
internal sealed record VolumeFacts(VolumeState State, string Detail);
