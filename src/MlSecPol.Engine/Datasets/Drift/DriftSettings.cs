using System.ComponentModel.DataAnnotations;

namespace MlSecPol.Engine.Datasets.Drift;

/// <summary>When a column, and a dataset, has drifted.</summary>
public sealed record DriftSettings
{
    /// <summary>Population stability index from which on drift is moderate. The usual limit of credit scoring.</summary>
    [Range(0.0, 100.0)]
    public double ModerateStabilityIndex { get; init; } = 0.1;

    /// <summary>Population stability index from which on drift is major. The usual limit of credit scoring.</summary>
    [Range(0.0, 100.0)]
    public double MajorStabilityIndex { get; init; } = 0.25;

    /// <summary>Effect size (distance of Kolmogorov–Smirnov, Cramér's V) from which on drift is moderate, 0 to 1. Deepchecks warns above the same .2.</summary>
    [Range(0.0, 1.0)]
    public double MinimumEffectSize { get; init; } = 0.2;

    /// <summary>A corrected p-value at or above it speaks against drift, 0 to 1. The level of Evidently, NannyML and alibi-detect.</summary>
    [Range(0.0, 1.0)]
    public double SignificanceLevel { get; init; } = 0.05;

    /// <summary>Change of the share of missing values from which on drift is moderate, 0 to 1.</summary>
    [Range(0.0, 1.0)]
    public double MissingChange { get; init; } = 0.1;

    /// <summary>Share of compared columns from which on the dataset has drifted, 0 to 1. Evidently's default.</summary>
    [Range(0.0, 1.0)]
    public double DriftedShare { get; init; } = 0.5;

    /// <summary>Bins of numbers and dates, by quantiles of the reference, 2 to 1,000. Ten are usual for the stability index.</summary>
    [Range(2, 1000)]
    public int Bins { get; init; } = 10;

    /// <summary>Categories that are told apart, the most frequent ones of the reference, 2 to 4,096; all others are one.</summary>
    [Range(2, 4096)]
    public int Categories { get; init; } = 50;

    /// <summary>Least share of a bin in the stability index, above 0 and at most .1. Evidently takes the same.</summary>
    [Range(1e-12, 0.1)]
    public double Floor { get; init; } = 1e-4;
}
