namespace MlSecPol.Engine.Datasets.Splits;

/// <summary>What a dataset has in common with a reference.</summary>
public sealed record SplitFacts
{
    /// <summary>Where the reference lies.</summary>
    public required string Reference { get; init; }

    /// <summary>Rows of the reference.</summary>
    public long ReferenceRows { get; init; }

    /// <summary>Rows of the dataset.</summary>
    public long Rows { get; init; }

    /// <summary>Features that one of the two has and the other has not; rows cannot be equal then.</summary>
    public IReadOnlyList<string> DifferingColumns { get; init; } = [];

    /// <summary>Rows whose features are those of a row of the reference.</summary>
    public long RowsInBoth { get; init; }

    /// <summary>The first of them, from 1.</summary>
    public IReadOnlyList<long> FirstRowsInBoth { get; init; } = [];

    /// <summary>Columns that name rows, with the names that both have.</summary>
    public IReadOnlyList<KeyOverlap> Keys { get; init; } = [];

    /// <summary>Columns of dates, beside the latest date of the reference.</summary>
    public IReadOnlyList<DateOverlap> Dates { get; init; } = [];

    /// <summary>Categories with values that the reference does not have.</summary>
    public IReadOnlyList<NewValues> NewValues { get; init; } = [];

    /// <summary>Why the comparison is not complete; null when it is.</summary>
    public string? Gap { get; init; }
}
