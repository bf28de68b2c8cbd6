using System.ComponentModel.DataAnnotations;
using MlSecPol.Engine.Checks;
using MlSecPol.Engine.Datasets.Drift;
using MlSecPol.Engine.Datasets.Formats;
using MlSecPol.Engine.Datasets.Identifiers;
using MlSecPol.Engine.Datasets.Privacy;
using MlSecPol.Engine.Datasets.Schemas;

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
    /// <summary>Which identifiers are looked for.</summary>
    public IdentifierSettings Identifiers { get; init; } = new();

    /// <summary>Least share, 0 to 1, of a second type from which on a column mixes types; below it the odd values are errors that other checks name. Deepchecks has the same .01.</summary>
    [Range(0.0, 1.0)]
    public double MinimumRareType { get; init; } = 0.01;

    /// <summary>Largest share, 0 to 1, of a second type up to which a column mixes types; above it both belong there. Deepchecks has the same .1.</summary>
    [Range(0.0, 1.0)]
    public double MaximumRareType { get; init; } = 0.1;

    /// <summary>Share of its commonest value, 0 to 1, from which on a column is nearly constant.</summary>
    [Range(0.0, 1.0)]
    public double NearConstantRatio { get; init; } = 0.999;

    /// <summary>Share of different values, 0 to 1, from which on a column of whole numbers or codes names rows.</summary>
    [Range(0.0, 1.0)]
    public double IdentifierLikeRatio { get; init; } = 0.99;

    /// <summary>Values from which on a column can be said to name rows, at least 2.</summary>
    [Range(2, int.MaxValue)]
    public int MinimumRowsForIdentifierLike { get; init; } = 100;

    /// <summary>Largest share, 0 to 1, of numbers or lengths far from all others that are still called outliers; more of them are the nature of the column.</summary>
    [Range(0.0, 1.0)]
    public double MaximumOutlierRatio { get; init; } = 0.01;

    /// <summary>The earliest year that a date of the dataset can have, 1 to 9999.</summary>
    [Range(1, 9999)]
    public int EarliestYear { get; init; } = 1900;

    /// <summary>The latest year that a date of the dataset can have, 1 to 9999.</summary>
    [Range(1, 9999)]
    public int LatestYear { get; init; } = 2100;

    /// <summary>The column that a model is to learn; empty to look for one of <see cref="LabelColumnNames"/>.</summary>
    public string LabelColumn { get; init; } = string.Empty;

    /// <summary>Names of columns that are taken for the label, compared without case, the first that is there.</summary>
    public IReadOnlyList<string> LabelColumnNames { get; init; } = ["label", "labels", "target", "class", "outcome", "ground_truth"];

    /// <summary>Columns that are no features, beside those whose names say that they name rows.</summary>
    public IReadOnlyList<string> IgnoredFeatures { get; init; } = [];

    /// <summary>Least accepted ratio of the rows of the rarest class to those of the commonest, 0 to 1. Deepchecks warns below the same .1.</summary>
    [Range(0.0, 1.0)]
    public double MinimumClassRatio { get; init; } = 0.1;

    /// <summary>Predictive power score, 0 to 1, from which on a single feature tells so much of the label that it leaks it. Deepchecks warns from the same .8 on.</summary>
    [Range(0.0, 1.0)]
    public double MaximumPredictivePower { get; init; } = 0.8;

    /// <summary>Largest accepted share of labels that the neighbours of their rows contradict, 0 to 1; the lower end of its interval is compared.</summary>
    [Range(0.0, 1.0)]
    public double MaximumLabelNoise { get; init; } = 0.05;

    /// <summary>Largest accepted share of rows, 0 to 1, that the reference has too. Deepchecks warns above the same 5 %.</summary>
    [Range(0.0, 1.0)]
    public double MaximumOverlapRatio { get; init; } = 0.05;

    /// <summary>The column whose dates part the reference from what comes later; empty where the two are not parted by time.</summary>
    public string TimeColumn { get; init; } = string.Empty;

    /// <summary>How the file around the rows is judged.</summary>
    public Files.FileSettings File { get; init; } = new();

    /// <summary>Bounds on what is read.</summary>
    public DatasetLimits Limits { get; init; } = new();

    /// <summary>A file that declares the schema of the datasets, a JSON Table Schema (Frictionless); a relative path starts at the settings file. Empty for none. The parameter <c>-Schema</c> wins over it.</summary>
    [SettingsPath]
    public string Schema { get; init; } = string.Empty;

    /// <summary>The schema that was read.</summary>
    internal TableSchema? Declared { get; init; }

    /// <summary>Bounds on what containers, compressed files and binary tables may ask for.</summary>
    public FormatLimits Formats { get; init; } = new();
}
