using System.Globalization;

namespace MlSecPol;

/// <summary>A quantile.</summary>
public sealed record QuantileValue
{
    /// <summary>The share of numbers at most as large, 0 to 1.</summary>
    public required double Probability { get; init; }

    /// <summary>The number.</summary>
    public required double Value { get; init; }

    /// <inheritdoc/>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Probability * 100}% {Value}");
}
