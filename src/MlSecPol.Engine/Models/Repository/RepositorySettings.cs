using MlSecPol.Engine.Checks;

namespace MlSecPol.Engine.Models.Repository;

/// <summary>How the folder around a model is judged: the section <c>repository</c> of the settings file.</summary>
[SettingsSection("repository")]
public sealed record RepositorySettings
{
    /// <summary>Licences under which models may be used, SPDX identifiers or the names that the hub uses; empty while the organisation has not decided.</summary>
    public IReadOnlyList<string> AllowedLicences { get; init; } = [];

    /// <summary>What a model card must say: license, datasets, metrics, intendedUse, limitations, trainingData, evaluation, or any key of its front matter.</summary>
    public IReadOnlyList<string> RequiredCardFields { get; init; } = ["license", "datasets", "metrics", "intendedUse", "limitations", "trainingData", "evaluation"];

    /// <summary>Whether a model folder without a signature fails.</summary>
    public bool RequireSignature { get; init; }

    /// <summary>The signature file: relative to the model folder, or a full path when it stands apart.</summary>
    public string Signature { get; init; } = "model.sig";

    /// <summary>PEM file with the public key of the signer (P-256, P-384 or P-521); a relative path starts at the settings file. Empty for none.</summary>
    [SettingsPath]
    public string SigningKey { get; init; } = string.Empty;

    /// <summary>PEM files with the root certificates that a signer's certificate must lead to; relative paths start at the settings file.</summary>
    [SettingsPath]
    public IReadOnlyList<string> SigningCertificates { get; init; } = [];

    /// <summary>Whether a signature in the form of model signing 0.2 is verified as well; that version signed a faulty encoding and no digest of the whole.</summary>
    public bool AcceptOldSignatures { get; init; }

    /// <summary>How much a folder may cost.</summary>
    public RepositoryLimits Limits { get; init; } = new();
}
