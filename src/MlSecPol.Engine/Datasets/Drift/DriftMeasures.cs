namespace MlSecPol.Engine.Datasets.Drift;

/// <summary>What a comparison of two columns gives before it is judged.</summary>
/// <param name="Test">The test and what it looked at.</param>
/// <param name="Statistic">Its statistic.</param>
/// <param name="PValue">Its p-value.</param>
/// <param name="EffectName">Name of the effect size.</param>
/// <param name="EffectSize">The effect size, 0 to 1.</param>
/// <param name="Reference">Counts of the reference by bin.</param>
/// <param name="Current">Counts of the current data by bin.</param>
/// <param name="Method">Bins and precision in words.</param>
internal sealed record DriftMeasures(
    string Test, double Statistic, double PValue, string EffectName, double EffectSize, IReadOnlyList<long> Reference, IReadOnlyList<long> Current, string Method)
{
    /// <summary>Distance in the unit of the column; null for categories.</summary>
    internal double? Wasserstein { get; init; }

    /// <summary>The same in standard deviations of the reference; null where that has none.</summary>
    internal double? NormalizedWasserstein { get; init; }

    /// <summary>Categories that the reference does not have; null where not all are known.</summary>
    internal long? NewValues { get; init; }
}
