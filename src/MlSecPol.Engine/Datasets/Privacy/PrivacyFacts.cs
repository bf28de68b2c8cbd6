namespace MlSecPol.Engine.Datasets.Privacy;

/// <summary>How well the rows of a dataset hide in each other.</summary>
public sealed record PrivacyFacts
{
    /// <summary>The declared quasi-identifiers.</summary>
    public required IReadOnlyList<string> QuasiIdentifiers { get; init; }

    /// <summary>How their missing values count.</summary>
    public required MissingValue Missing { get; init; }

    /// <summary>Why nothing can be said, in a whole sentence; null where it can.</summary>
    public string? Gap { get; init; }

    /// <summary>Rows.</summary>
    public long Rows { get; init; }

    /// <summary>Classes of rows with equal quasi-identifiers.</summary>
    public long Classes { get; init; }

    /// <summary>Share of the pairs of rows that the quasi-identifiers tell apart; null with wildcards.</summary>
    public double? Separation { get; init; }

    /// <summary>The smallest class: k.</summary>
    public long SmallestClass { get; init; }

    /// <summary>The largest class.</summary>
    public long LargestClass { get; init; }

    /// <summary>Rows that are alone in their class.</summary>
    public long UniqueRows { get; init; }

    /// <summary>Rows in classes smaller than accepted.</summary>
    public long RowsInSmallClasses { get; init; }

    /// <summary>Rows whose prosecutor risk is above the accepted one.</summary>
    public long RowsAtRisk { get; init; }

    /// <summary>Average prosecutor risk of the rows.</summary>
    public double AverageRisk { get; init; }

    /// <summary>Highest prosecutor risk: one by the smallest class.</summary>
    public double HighestRisk => SmallestClass == 0 ? 0 : 1.0 / SmallestClass;

    /// <summary>Rows by the size of their class: 1, 2, 3 to 4, 5 to 10, 11 and more.</summary>
    public IReadOnlyList<(string Size, long Rows)> Sizes { get; init; } = [];

    /// <summary>The sensitive columns.</summary>
    public IReadOnlyList<SensitiveFacts> Sensitive { get; init; } = [];

    /// <summary>The risk in a population; null where none is known.</summary>
    public PopulationFacts? Population { get; init; }
}
