using MlSecPol.Engine.Checks;

namespace MlSecPol.Engine;

/// <summary>How a run is to be done.</summary>
/// <param name="Settings">Defaults overlaid by the settings file.</param>
/// <param name="CheckIds">Patterns of checks to run; empty for all.</param>
/// <param name="ExcludedCheckIds">Patterns of checks not to run.</param>
/// <param name="Parallelism">Files read at once.</param>
/// <param name="Strict">Whether the suspicious fails as well; false leaves the settings' word.</param>
/// <param name="SecondsPerTarget">Seconds that reading one target may take; null leaves the settings' word.</param>
/// <param name="Token">Ends the run.</param>
public sealed record AuditPlan(
    SettingsSnapshot Settings,
    IReadOnlyList<string> CheckIds,
    IReadOnlyList<string> ExcludedCheckIds,
    int Parallelism,
    bool Strict,
    int? SecondsPerTarget,
    CancellationToken Token)
{
    /// <summary>Whether the instructions of programs are written down for a reader.</summary>
    public bool Detailed { get; init; }

    /// <summary>PEM file with the public key of whoever signs the models, a full path; null leaves the settings' word.</summary>
    public string? SigningKey { get; init; }

    /// <summary>PEM files with the roots of whoever signs the models, full paths; empty leaves the settings' word.</summary>
    public IReadOnlyList<string> SigningCertificates { get; init; } = [];

    /// <summary>File that declares the schema of the datasets, a full path; null leaves the settings' word.</summary>
    public string? Schema { get; init; }

    /// <summary>Whether the SHA-256 of each target is computed, which reads all of it.</summary>
    public bool Hash { get; init; }

    /// <summary>The column of a dataset that a model is to learn; null leaves the settings' word.</summary>
    public string? LabelColumn { get; init; }

    /// <summary>A dataset, file or folder, that others are compared with, a full path; null for none.</summary>
    public string? ReferencePath { get; init; }
}
