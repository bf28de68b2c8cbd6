using System.Globalization;

namespace MlSecPol;

/// <summary>How one column of a dataset differs from that of another.</summary>
public sealed record ColumnDrift
{
    /// <summary>Its name.</summary>
    public required string Column { get; init; }

    /// <summary>The verdict: the effect sizes decide, and the corrected p-value must not speak against them.</summary>
    public required DriftLevel Drift { get; init; }

    /// <summary>Its type in the reference; null where it has no such column.</summary>
    public ColumnType? ReferenceType { get; init; }

    /// <summary>Its type in the current data; null where that has no such column.</summary>
    public ColumnType? CurrentType { get; init; }

    /// <summary>Values in the reference.</summary>
    public long ReferenceCount { get; init; }

    /// <summary>Values in the current data.</summary>
    public long CurrentCount { get; init; }

    /// <summary>The test: Kolmogorov–Smirnov for what can be ordered, chi-square for categories; null where none was made.</summary>
    public string? Test { get; init; }

    /// <summary>Its statistic.</summary>
    public double? Statistic { get; init; }

    /// <summary>The name of the effect size: distance of the distribution functions, or Cramér's V with bias correction.</summary>
    public string? EffectName { get; init; }

    /// <summary>The effect size, 0 to 1.</summary>
    public double? EffectSize { get; init; }

    /// <summary>The p-value of the test.</summary>
    public double? PValue { get; init; }

    /// <summary>The p-value corrected over all columns (Benjamini–Hochberg).</summary>
    public double? AdjustedPValue { get; init; }

    /// <summary>Population stability index.</summary>
    public double? StabilityIndex { get; init; }

    /// <summary>Jensen–Shannon distance in base 2, 0 to 1.</summary>
    public double? JensenShannon { get; init; }

    /// <summary>Hellinger distance, 0 to 1.</summary>
    public double? Hellinger { get; init; }

    /// <summary>Wasserstein distance in the unit of the column; null for categories.</summary>
    public double? Wasserstein { get; init; }

    /// <summary>Wasserstein distance in standard deviations of the reference.</summary>
    public double? NormalizedWasserstein { get; init; }

    /// <summary>Share of rows without a value in the reference.</summary>
    public double ReferenceMissing { get; init; }

    /// <summary>Share of rows without a value in the current data.</summary>
    public double CurrentMissing { get; init; }

    /// <summary>Categories that the reference does not have; null where not all are known.</summary>
    public long? NewValues { get; init; }

    /// <summary>How the divergences were computed: bins and where they come from, floor, bases of logarithms, precision.</summary>
    public string? Method { get; init; }

    /// <summary>What decided.</summary>
    public required string Reason { get; init; }

    /// <summary>Both datasets and the overall share of columns that drifted.</summary>
    public string Comparison { get; init; } = string.Empty;

    /// <inheritdoc/>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Column}: {Drift}, {Reason}");
}
