namespace MlSecPol.Engine.Datasets.Statistics;

/// <summary>
/// How much the statistics of one column may keep. A table has the full measure for its first columns and a small one for all others, so that ten thousand
/// columns need no more memory than a machine has; which of the two follows from the position of the column alone.
/// </summary>
internal sealed record StatisticsBounds
{
    /// <summary>Columns with the full measure.</summary>
    internal const int FullColumns = 128;

    private static readonly StatisticsBounds Full = new() { ExactValues = 4096, ExactTextBytes = 128 * 1024, SampledValues = 256, SketchValues = 1024, SketchBuckets = 2048 };

    private static readonly StatisticsBounds Small = new() { ExactValues = 64, ExactTextBytes = 4096, SampledValues = 16, SketchValues = 64, SketchBuckets = 128 };

    /// <summary>Different values that are counted exactly.</summary>
    internal required int ExactValues { get; init; }

    /// <summary>Bytes that these values may have together.</summary>
    internal required int ExactTextBytes { get; init; }

    /// <summary>Different values that are kept where there are more; a power of two.</summary>
    internal required int SampledValues { get; init; }

    /// <summary>Bytes kept of each of these.</summary>
    internal int SampledTextBytes { get; init; } = 64;

    /// <summary>Different numbers that a distribution keeps as they are.</summary>
    internal required int SketchValues { get; init; }

    /// <summary>Buckets of a distribution with more.</summary>
    internal required int SketchBuckets { get; init; }

    /// <summary>The bounds of a column by its position.</summary>
    internal static StatisticsBounds Of(int column) => column < FullColumns ? Full : Small;
}
