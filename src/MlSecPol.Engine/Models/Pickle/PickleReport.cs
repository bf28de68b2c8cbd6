namespace MlSecPol.Engine.Models.Pickle;

/// <summary>What the pickles of one content would do if a loader ran them. Facts only, in the order of the content.</summary>
public sealed record PickleReport
{
    /// <summary>The complete programs of the content itself.</summary>
    public IReadOnlyList<PickleStreamInfo> Streams { get; init; } = [];

    /// <summary>What they import, each thing once for each reading.</summary>
    public IReadOnlyList<PickleImport> Imports { get; init; } = [];

    /// <summary>What they call and change.</summary>
    public IReadOnlyList<PickleCall> Calls { get; init; } = [];

    /// <summary>The objects that they ask the loader for; at most as many as there may be nodes.</summary>
    public IReadOnlyList<PicklePersistentId> PersistentIds { get; init; } = [];

    /// <summary>Where readers differ; of each kind the first 16.</summary>
    public IReadOnlyList<PickleDivergence> Divergences { get; init; } = [];

    /// <summary>Where the analysis had to stop; null when everything but <see cref="TrailingLength"/> bytes was read.</summary>
    public PickleGap? Gap { get; init; }

    /// <summary>Bytes that belong to complete programs and their raw arrays, from the start of the content.</summary>
    public long ConsumedLength { get; init; }

    /// <summary>The first byte behind the last program; meaningful when <see cref="TrailingLength"/> is not 0.</summary>
    public long TrailingOffset { get; init; }

    /// <summary>Bytes behind the last program that are no program; no trouble by themselves (legacy PyTorch keeps its tensors there).</summary>
    public long TrailingLength { get; init; }

    /// <summary>Whether raw arrays of joblib stand between the instructions.</summary>
    public bool HasRawArrays { get; init; }

    /// <summary>Whether the programs need out-of-band buffers to load.</summary>
    public bool UsesBuffers { get; init; }
}
