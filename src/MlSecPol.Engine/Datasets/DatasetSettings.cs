using System.ComponentModel.DataAnnotations;
using MlSecPol.Engine.Checks;
using MlSecPol.Engine.Datasets.Drift;
using MlSecPol.Engine.Datasets.Privacy;

namespace MlSecPol.Engine.Datasets;

/// <summary>How datasets are read and judged. Where no source is named, the threshold is this project's choice.</summary>
[SettingsSection("datasets")]
public sealed record DatasetSettings
{
    /// <summary>Whether the first record of a delimited file names the columns; <c>Auto</c> looks at it.</summary>
    public HeaderMode Header { get; init; } = HeaderMode.Auto;

    /// <summary>The delimiter of delimited files.</summary>
    public Delimiter Delimiter { get; init; } = Delimiter.Auto;

    /// <summary>Texts that stand for a missing value, compared exactly after trimming blanks; an empty or blank cell is always missing.</summary>
    public IReadOnlyList<string> NullTokens { get; init; } =
        ["NA", "N/A", "n/a", "#N/A", "null", "NULL", "Null", "None", "NaN", "nan", "nil", "-", "?", "\\N"];

    /// <summary>Largest accepted share of missing values in a column, 0 to 1. Deepchecks warns above the same 5 %.</summary>
    [Range(0.0, 1.0)]
    public double MaximumMissingRatio { get; init; } = 0.05;

    /// <summary>Largest accepted number of different spellings of a missing value in one column. Deepchecks accepts one.</summary>
    [Range(0, int.MaxValue)]
    public int MaximumNullKinds { get; init; } = 1;

    /// <summary>Largest accepted share of rows that repeat an earlier row exactly, 0 to 1. Deepchecks warns above the same 5 %.</summary>
    [Range(0.0, 1.0)]
    public double MaximumDuplicateRatio { get; init; } = 0.05;

    /// <summary>Rows from which on a column with a single value counts as constant, at least 2.</summary>
    [Range(2, int.MaxValue)]
    public int MinimumRowsForConstant { get; init; } = 2;

    /// <summary>Share of the values of a column that must hold a validated identifier before the column fails, 0 to 1.</summary>
    [Range(0.0, 1.0)]
    public double MinimumIdentifierRatio { get; init; } = 0.01;

    /// <summary>Confidence from which on a column counts as holding an identifier, 0 to 1.</summary>
    [Range(0.0, 1.0)]
    public double MinimumIdentifierConfidence { get; init; } = 0.5;

    /// <summary>
    /// Probability, 0 to 1, that random candidates pass the check digits as often as those of the column; at or below it the column is above chance level.
    /// </summary>
    [Range(0.0, 1.0)]
    public double ChanceLevel { get; init; } = 0.01;

    /// <summary>Regions, ISO 3166 two-letter codes, whose national way to write a telephone number is recognised beside the international one.</summary>
    public IReadOnlyList<string> PhoneRegions { get; init; } = ["US", "GB", "DE", "FR"];

    /// <summary>
    /// Telephone candidates of a column that are verified against the numbering plans, at least 1; further ones are counted and reported as not verified.
    /// </summary>
    [Range(1, int.MaxValue)]
    public int PhoneVerifications { get; init; } = 500;

    /// <summary>Masked samples kept for each kind of identifier in a column, 0 to 100.</summary>
    [Range(0, 100)]
    public int SampleCount { get; init; } = 3;

    /// <summary>Columns that, put together, may tell people apart: age, postcode, sex and the like, by their names.</summary>
    public IReadOnlyList<string> QuasiIdentifiers { get; init; } = [];

    /// <summary>Columns whose values nobody should learn of a person: diagnosis, salary and the like, by their names.</summary>
    public IReadOnlyList<string> Sensitive { get; init; } = [];

    /// <summary>When quasi-identifiers hide people well enough.</summary>
    public PrivacySettings Privacy { get; init; } = new();

    /// <summary>When columns count as drifted.</summary>
    public DriftSettings Drift { get; init; } = new();

    /// <summary>Bounds on what is read.</summary>
    public DatasetLimits Limits { get; init; } = new();
}
