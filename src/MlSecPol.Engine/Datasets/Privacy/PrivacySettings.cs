using System.ComponentModel.DataAnnotations;
using MlSecPol.Engine.Checks;

namespace MlSecPol.Engine.Datasets.Privacy;

/// <summary>When people can be told apart by what a dataset says of them.</summary>
public sealed record PrivacySettings
{
    /// <summary>How a missing value of a quasi-identifier counts.</summary>
    public MissingValue Missing { get; init; } = MissingValue.OwnValue;

    /// <summary>Smallest accepted class of rows with equal quasi-identifiers, at least 1. ARX and the European Medicines Agency use 5 to 11.</summary>
    [Range(1, int.MaxValue)]
    public int MinimumClassSize { get; init; } = 5;

    /// <summary>Least accepted number of different (and, by entropy, well-represented) sensitive values in a class, at least 1.</summary>
    [Range(1, int.MaxValue)]
    public int MinimumDiversity { get; init; } = 2;

    /// <summary>Largest accepted distance between the sensitive values of a class and those of the table, 0 to 1. The example value of ARX.</summary>
    [Range(0.0, 1.0)]
    public double MaximumCloseness { get; init; } = 0.2;

    /// <summary>Largest accepted risk of one row, 0 to 1: the counterpart of classes of five.</summary>
    [Range(0.0, 1.0)]
    public double MaximumHighestRisk { get; init; } = 0.2;

    /// <summary>Largest accepted average risk, 0 to 1. Health data that leave the house are usually held to .05, to .09 among trusted recipients.</summary>
    [Range(0.0, 1.0)]
    public double MaximumAverageRisk { get; init; } = 0.05;

    /// <summary>A table of the population from which the dataset comes, with the same quasi-identifiers; a relative path starts at the settings file.</summary>
    [SettingsPath]
    public string Population { get; init; } = string.Empty;

    /// <summary>Rows whose hashes are held in memory, 1 to 10,000,000; those of further rows go to a temporary file.</summary>
    [Range(1, 10_000_000)]
    public int RowsInMemory { get; init; } = 1_000_000;

    /// <summary>Whole numbers, from 0, whose hashes are tried against columns of hashes, 0 to 100,000,000.</summary>
    [Range(0, 100_000_000)]
    public int GuessedNumbers { get; init; } = 1_000_000;
}
