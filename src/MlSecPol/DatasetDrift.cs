namespace MlSecPol;

/// <summary>How a dataset differs from another.</summary>
public sealed record DatasetDrift
{
    /// <summary>The dataset compared with.</summary>
    public required string Reference { get; init; }

    /// <summary>The dataset that was compared.</summary>
    public required string Current { get; init; }

    /// <summary>Columns that could be compared.</summary>
    public required int Compared { get; init; }

    /// <summary>Columns that drifted.</summary>
    public required int Drifted { get; init; }

    /// <summary>Their share.</summary>
    public required double Share { get; init; }

    /// <summary>The share from which on the dataset counts as drifted.</summary>
    public required double Threshold { get; init; }

    /// <summary>Whether the dataset drifted; null where nothing could be compared.</summary>
    public required bool? IsDrifted { get; init; }

    /// <summary>What was not read of either; with anything here the comparison is one of parts.</summary>
    public IReadOnlyList<string> NotRead
    {
        get;
        init => field = ItemList<string>.Of(value);
    } = ItemList<string>.Of([]);

    /// <summary>The columns, those of the reference first.</summary>
    public IReadOnlyList<ColumnDrift> Columns
    {
        get;
        init => field = ItemList<ColumnDrift>.Of(value);
    } = ItemList<ColumnDrift>.Of([]);

    /// <inheritdoc/>
    public override string ToString() => $"{Current} against {Reference}: {Drifted} of {Compared} columns drifted";
}
