namespace MlSecPol.Engine.Datasets.Statistics;

/// <summary>Mean and shape of a distribution.</summary>
internal sealed record MomentValues
{
    /// <summary>Those of no number at all.</summary>
    internal static MomentValues None { get; } = new();

    /// <summary>How many numbers.</summary>
    internal long Count { get; init; }

    /// <summary>Their sum; null without any.</summary>
    internal double? Sum { get; init; }

    /// <summary>Their mean; null without any.</summary>
    internal double? Mean { get; init; }

    /// <summary>Variance of a sample, divided by n − 1; null below two numbers.</summary>
    internal double? Variance { get; init; }

    /// <summary>Skewness g1 = m3 / m2^1.5; null where all numbers are equal.</summary>
    internal double? Skewness { get; init; }

    /// <summary>Excess kurtosis g2 = m4 / m2² − 3; null where all numbers are equal.</summary>
    internal double? Kurtosis { get; init; }
}
