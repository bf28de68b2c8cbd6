using MlSecPol.Engine;
using MlSecPol.Engine.Checks;

namespace MlSecPol.Cmdlets;

/// <summary>What the user asked of an audit, besides the paths.</summary>
/// <param name="SettingsPath">Full path of a settings file; null for defaults.</param>
/// <param name="CheckIds">Patterns of checks to run; empty for all.</param>
/// <param name="ExcludedCheckIds">Patterns of checks not to run.</param>
/// <param name="Parallelism">Files read at once.</param>
internal sealed record AuditRequest(string? SettingsPath, string[] CheckIds, string[] ExcludedCheckIds, int Parallelism)
{
    /// <summary>Whether the suspicious fails as well.</summary>
    internal bool Strict { get; init; }

    /// <summary>Whether the instructions of programs are written down.</summary>
    internal bool Detailed { get; init; }

    /// <summary>Full path of the signer's public key; null for what the settings say.</summary>
    internal string? SigningKey { get; init; }

    /// <summary>Full paths of the roots of signers; empty for what the settings say.</summary>
    internal IReadOnlyList<string> SigningCertificates { get; init; } = [];

    /// <summary>Full path of the schema of the datasets; null for what the settings say.</summary>
    internal string? Schema { get; init; }

    /// <summary>Whether the SHA-256 of each target is computed.</summary>
    internal bool Hash { get; init; }

    /// <summary>Seconds that reading one target may take; null for what the settings say.</summary>
    internal int? TimeoutSeconds { get; init; }

    /// <summary>The column of a dataset that a model is to learn; null for what the settings say.</summary>
    internal string? LabelColumn { get; init; }

    /// <summary>Full path of a dataset that others are compared with; null for none.</summary>
    internal string? ReferencePath { get; init; }

    /// <summary>The plan of a run, with the settings read.</summary>
    /// <exception cref="UsageException">The settings cannot be read.</exception>
    internal AuditPlan ToPlan(CancellationToken token)
    {
        var settings = SettingsPath is null ? SettingsSnapshot.Default : SettingsFile.Read(SettingsPath);
        return new AuditPlan(settings, CheckIds, ExcludedCheckIds, Parallelism, Strict, TimeoutSeconds, token)
        {
            Detailed = Detailed,
            Hash = Hash,
            Schema = Schema,
            SigningKey = SigningKey,
            SigningCertificates = SigningCertificates,
            LabelColumn = LabelColumn,
            ReferencePath = ReferencePath,
        };
    }
}
