using System.ComponentModel.DataAnnotations;

namespace MlSecPol.Engine.Models.Pickle;

/// <summary>How much the analysis of one content may cost. All start values are chosen by this project.</summary>
public sealed record PickleLimits
{
    /// <summary>
    /// Nodes (containers, their items, call results, memo and stack entries) that are kept. Beyond it values widen to unknown,
    /// while imports and calls are still recorded, so reaching it costs precision and memory stays bounded, at most about 48 bytes a node.
    /// </summary>
    [Range(1_000, 16_000_000)]
    public int Nodes { get; init; } = 1_000_000;

    /// <summary>How many pickles may stand inside each other, as arguments of a loader or as object arrays of joblib.</summary>
    [Range(0, 64)]
    public int NestingDepth { get; init; } = 8;

    /// <summary>Different imports that are recorded; a further one ends the analysis as a gap.</summary>
    [Range(1, 1_000_000)]
    public int Imports { get; init; } = 20_000;

    /// <summary>
    /// Different uses of one callable that are recorded with their arguments; further ones count as one use with unknown arguments,
    /// which the import policy judges as such.
    /// </summary>
    [Range(1, 1_000_000)]
    public int UsesPerCallable { get; init; } = 256;

    /// <summary>Bytes of a folded string or of a nested pickle that is kept in memory.</summary>
    [Range(1, 1 << 30)]
    public int FoldedBytes { get; init; } = 16 << 20;

    /// <summary>Seconds that one content may take; 0 means no limit.</summary>
    [Range(0, 86_400)]
    public int Seconds { get; init; } = 60;
}
