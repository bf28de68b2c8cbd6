namespace MlSecPol;

/// <summary>What the values of one column look like.</summary>
public sealed record ColumnProfile
{
    /// <summary>Its name.</summary>
    public required string Name { get; init; }

    /// <summary>Its position from 0.</summary>
    public required int Index { get; init; }

    /// <summary>The narrowest type that holds all values.</summary>
    public required ColumnType Type { get; init; }

    /// <summary>Values.</summary>
    public required long Count { get; init; }

    /// <summary>Rows without a value.</summary>
    public required long Missing { get; init; }

    /// <summary>How missing values are written.</summary>
    public IReadOnlyList<ValueCount> MissingKinds
    {
        get;
        init => field = ItemList<ValueCount>.Of(value);
    } = ItemList<ValueCount>.Of([]);

    /// <summary>Different values, see <see cref="DistinctError"/>.</summary>
    public required long Distinct { get; init; }

    /// <summary>Relative standard error of <see cref="Distinct"/>; 0 where it is exact.</summary>
    public required double DistinctError { get; init; }

    /// <summary>Values by what they are: integer, date, text and so on; only kinds that occur.</summary>
    public IReadOnlyList<ValueCount> Kinds
    {
        get;
        init => field = ItemList<ValueCount>.Of(value);
    } = ItemList<ValueCount>.Of([]);

    /// <summary>The smallest number; null without numbers, as all that follows up to the histogram.</summary>
    public double? Minimum { get; init; }

    /// <summary>The largest number.</summary>
    public double? Maximum { get; init; }

    /// <summary>The sum.</summary>
    public double? Sum { get; init; }

    /// <summary>The mean.</summary>
    public double? Mean { get; init; }

    /// <summary>Standard deviation of a sample (n − 1).</summary>
    public double? StandardDeviation { get; init; }

    /// <summary>Skewness g1.</summary>
    public double? Skewness { get; init; }

    /// <summary>Excess kurtosis g2.</summary>
    public double? Kurtosis { get; init; }

    /// <summary>Numbers equal to zero.</summary>
    public long? Zeros { get; init; }

    /// <summary>Numbers below zero.</summary>
    public long? Negatives { get; init; }

    /// <summary>Quantiles of the numbers, linear between neighbours.</summary>
    public IReadOnlyList<QuantileValue> Quantiles
    {
        get;
        init => field = ItemList<QuantileValue>.Of(value);
    } = ItemList<QuantileValue>.Of([]);

    /// <summary>Largest relative error of quantiles and of the edges that decide on a bin; 0 where all numbers are known.</summary>
    public double QuantileError { get; init; }

    /// <summary>The numbers in bins of equal width, at most 20.</summary>
    public IReadOnlyList<HistogramBin> Histogram
    {
        get;
        init => field = ItemList<HistogramBin>.Of(value);
    } = ItemList<HistogramBin>.Of([]);

    /// <summary>The earliest date; null without dates.</summary>
    public DateTimeOffset? Earliest { get; init; }

    /// <summary>The latest date.</summary>
    public DateTimeOffset? Latest { get; init; }

    /// <summary>Characters of the shortest text; null without texts.</summary>
    public long? MinimumLength { get; init; }

    /// <summary>Median of the characters of texts.</summary>
    public double? MedianLength { get; init; }

    /// <summary>Characters of the longest text.</summary>
    public long? MaximumLength { get; init; }

    /// <summary>The most frequent values that are known, at most ten, see <see cref="TopValuesError"/>.</summary>
    public IReadOnlyList<ValueCount> TopValues
    {
        get;
        init => field = ItemList<ValueCount>.Of(value);
    } = ItemList<ValueCount>.Of([]);

    /// <summary>0 where all values are known; otherwise only a sample of the different values is, and no value that is not listed occurs more often than this.</summary>
    public long TopValuesError { get; init; }

    /// <inheritdoc/>
    public override string ToString() => $"{Name}: {Type}, {Count} values, {Missing} missing, {(DistinctError > 0 ? "about " : string.Empty)}{Distinct} different";
}
