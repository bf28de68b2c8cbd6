namespace MlSecPol;

/// <summary>
/// What the values of a dataset look like; what <c>Measure-MlDataset</c> emits. Holds values of the dataset, the frequent ones in the clear: treat it as you treat the data.
/// </summary>
public sealed record DatasetProfile
{
    /// <summary>The files behind it, by name.</summary>
    public IReadOnlyList<string> Source
    {
        get;
        init => field = ItemList<string>.Of(value);
    } = ItemList<string>.Of([]);

    /// <summary>What the content turned out to be, in words.</summary>
    public required string Format { get; init; }

    /// <summary>Rows.</summary>
    public required long Rows { get; init; }

    /// <summary>Cells without a value.</summary>
    public required long Missing { get; init; }

    /// <summary>Rows that repeat an earlier row; null where parts were merged, because they do not tell.</summary>
    public long? DuplicateRows { get; init; }

    /// <summary>The columns in their order.</summary>
    public IReadOnlyList<ColumnProfile> Columns
    {
        get;
        init => field = ItemList<ColumnProfile>.Of(value);
    } = ItemList<ColumnProfile>.Of([]);

    /// <summary>What was not read, each with its reason; with anything here the figures are those of a part.</summary>
    public IReadOnlyList<string> NotRead
    {
        get;
        init => field = ItemList<string>.Of(value);
    } = ItemList<string>.Of([]);

    /// <summary>All that is needed to merge it with other profiles and to compare it: sketches and settings, packed, in base 64.</summary>
    public required string State { get; init; }

    /// <inheritdoc/>
    public override string ToString() => $"{Source}: {Rows} rows, {Columns.Count} columns";
}
