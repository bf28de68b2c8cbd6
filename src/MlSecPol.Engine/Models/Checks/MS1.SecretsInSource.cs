using MlSecPol.Engine.Artifacts.Secrets;
using MlSecPol.Engine.Checks;
using MlSecPol.Engine.Models.Repository;
using MlSecPol.Engine.Models.Repository.Secrets;

namespace MlSecPol.Engine.Models.Checks;

/// <summary>Fails when a file of a model folder holds a credential.</summary>
[Check("MS1.SecretsInSource")]
public sealed class SecretsInSource() : RepositoryCheck(RepositoryAspect.Secrets)
{
    /// <inheritdoc/>
    protected override Verdict Judge(RepositoryFacts facts, SettingsSnapshot settings)
    {
        ArgumentNullException.ThrowIfNull(facts);
        ArgumentNullException.ThrowIfNull(settings);
        var findings = FindingNames.Distinguish(facts.Secrets.Select(Judge));
        if (findings.Exists(f => f.Severity >= Severity.High)) return Verdict.Fail($"{Quantity.Of(findings.Count, "credential")} stand in the folder of the model.", findings);
        if (findings.Count > 0 && settings.Get<ModelSettings>().Strict) return Verdict.Fail("Values that look like credentials stand in the folder of the model.", findings);
        return facts.TextsSearched == 0
            ? Verdict.NotApplicable("The folder holds no text.")
            : Verdict.Pass($"{Quantity.Of(facts.TextsSearched, "text")} searched; no known form of a credential.", findings);
    }

    private static Finding Judge(SecretSighting sighting)
    {
        // A form of its own is proof; a value that only looks random is a guess.
        var (severity, confidence, name) = sighting.Kind switch
        {
            SecretKind.AwsAccessKey => (Severity.High, 0.9, "an access key of Amazon Web Services"),
            SecretKind.GitHubToken => (Severity.High, 0.95, "a token of GitHub"),
            SecretKind.GitLabToken => (Severity.High, 0.9, "a token of GitLab"),
            SecretKind.HuggingFaceToken => (Severity.High, 0.95, "a token of the Hugging Face hub"),
            SecretKind.SlackToken => (Severity.High, 0.9, "a token or web hook of Slack"),
            SecretKind.GoogleApiKey => (Severity.High, 0.9, "a key of Google's interfaces"),
            SecretKind.ModelProviderKey => (Severity.High, 0.85, "a key of a model provider"),
            SecretKind.PackageRegistryToken => (Severity.High, 0.95, "a token of a package registry"),
            SecretKind.PaymentKey => (Severity.High, 0.95, "a live key of a payment provider"),
            SecretKind.PrivateKey => (Severity.High, 0.95, "a private key"),
            SecretKind.ServiceToken => (Severity.High, 0.85, "a token or key of a service"),
            SecretKind.JsonWebToken => (Severity.Medium, 0.7, "a signed token (JWT)"),
            SecretKind.StorageKey => (Severity.High, 0.95, "the key of a storage account"),
            SecretKind.AddressPassword => (Severity.Medium, 0.7, "a password in an address"),
            _ => (Severity.Medium, 0.5, "a value that looks random, given to a name like a password's"),
        };
        return At(sighting.Path, severity, $"secret:{sighting.Kind}", sighting.Kind.ToString(), $"The file holds {name}.", sighting.Line is { } line ? $"line {line}" : $"offset {sighting.Offset}", sighting.Masked) with
        {
            Offset = sighting.Offset,
            Confidence = confidence,
        };
    }
}
