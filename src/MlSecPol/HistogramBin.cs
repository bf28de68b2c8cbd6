using System.Globalization;

namespace MlSecPol;

/// <summary>A bin of a histogram.</summary>
public sealed record HistogramBin
{
    /// <summary>Its lower edge, which belongs to it.</summary>
    public required double From { get; init; }

    /// <summary>Its upper edge, which belongs to the next bin, or to this one where it is the last.</summary>
    public required double To { get; init; }

    /// <summary>Numbers in it.</summary>
    public required long Count { get; init; }

    /// <inheritdoc/>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{From} to {To}: {Count}");
}
