namespace MlSecPol;

/// <summary>
/// How well people are hidden in a dataset; what <c>Measure-MlDatasetPrivacy</c> emits. It says what was found by which measure, for the declared columns and what an
/// intruder may know of them. It is no proof that nobody can be identified.
/// </summary>
public sealed record DatasetPrivacy
{
    /// <summary>The file.</summary>
    public required string Source { get; init; }

    /// <summary>Rows.</summary>
    public required long Rows { get; init; }

    /// <summary>The declared quasi-identifiers.</summary>
    public IReadOnlyList<string> QuasiIdentifiers
    {
        get;
        init => field = ItemList<string>.Of(value);
    } = ItemList<string>.Of([]);

    /// <summary>How their missing values counted: OwnValue or Wildcard. The results differ.</summary>
    public required string MissingAs { get; init; }

    /// <summary>Size of the smallest class of rows with equal quasi-identifiers; null where rows were not grouped, as most that follows.</summary>
    public long? KAnonymity { get; init; }

    /// <summary>Classes; null with wildcards.</summary>
    public long? Classes { get; init; }

    /// <summary>Size of the largest class.</summary>
    public long? LargestClass { get; init; }

    /// <summary>Rows that are alone in their class.</summary>
    public long? UniqueRows { get; init; }

    /// <summary>Their share.</summary>
    public double? Uniqueness { get; init; }

    /// <summary>Classes by rows: how far the quasi-identifiers together name rows.</summary>
    public double? Distinction { get; init; }

    /// <summary>Share of the pairs of rows that the quasi-identifiers together tell apart; null with wildcards.</summary>
    public double? Separation { get; init; }

    /// <summary>Rows by the size of their class.</summary>
    public IReadOnlyList<ValueCount> ClassSizes
    {
        get;
        init => field = ItemList<ValueCount>.Of(value);
    } = ItemList<ValueCount>.Of([]);

    /// <summary>Highest risk of a row where the intruder knows that the person is in the data: one by the size of its class.</summary>
    public double? HighestProsecutorRisk { get; init; }

    /// <summary>The average of that risk.</summary>
    public double? AverageProsecutorRisk { get; init; }

    /// <summary>Rows whose prosecutor risk is above the accepted one.</summary>
    public long? RowsAtRisk { get; init; }

    /// <summary>Highest risk where the intruder does not know who is in the data: one by the size of the class in the population; null without a population.</summary>
    public double? HighestJournalistRisk { get; init; }

    /// <summary>The average of that risk.</summary>
    public double? AverageJournalistRisk { get; init; }

    /// <summary>Share of rows that somebody who matches all of them gets right on average: in the population where that is known, otherwise in the data.</summary>
    public double? MarketerRisk { get; init; }

    /// <summary>Rows of the population; null without one.</summary>
    public long? PopulationRows { get; init; }

    /// <summary>Rows that nobody in the population matches; they count with their class in the data.</summary>
    public long? NotInPopulation { get; init; }

    /// <summary>The l of the recursive diversity.</summary>
    public int? Diversity { get; init; }

    /// <summary>The sensitive columns.</summary>
    public IReadOnlyList<SensitiveColumn> Sensitive
    {
        get;
        init => field = ItemList<SensitiveColumn>.Of(value);
    } = ItemList<SensitiveColumn>.Of([]);

    /// <summary>All columns by how well each alone tells rows apart, those worth declaring first.</summary>
    public IReadOnlyList<QuasiIdentifierSuggestion> Suggestions
    {
        get;
        init => field = ItemList<QuasiIdentifierSuggestion>.Of(value);
    } = ItemList<QuasiIdentifierSuggestion>.Of([]);

    /// <summary>Columns of hashes and what a dictionary found of them.</summary>
    public IReadOnlyList<PseudonymColumn> Pseudonyms
    {
        get;
        init => field = ItemList<PseudonymColumn>.Of(value);
    } = ItemList<PseudonymColumn>.Of([]);

    /// <summary>What could not be measured, each with its reason.</summary>
    public IReadOnlyList<string> NotMeasured
    {
        get;
        init => field = ItemList<string>.Of(value);
    } = ItemList<string>.Of([]);

    /// <inheritdoc/>
    public override string ToString() => $"{Source}: {(KAnonymity is { } k ? $"k = {k}, {UniqueRows} of {Rows} rows are unique" : "rows were not grouped")}";
}
