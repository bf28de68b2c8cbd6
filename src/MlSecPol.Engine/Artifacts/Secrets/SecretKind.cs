namespace MlSecPol.Engine.Artifacts.Secrets;

/// <summary>Kinds of credentials that are recognised by their form.</summary>
public enum SecretKind
{
    /// <summary>The id of an access key of Amazon Web Services.</summary>
    AwsAccessKey,

    /// <summary>A token of GitHub.</summary>
    GitHubToken,

    /// <summary>A token of GitLab.</summary>
    GitLabToken,

    /// <summary>A token of the Hugging Face hub.</summary>
    HuggingFaceToken,

    /// <summary>A token or web hook of Slack.</summary>
    SlackToken,

    /// <summary>A key of Google's interfaces.</summary>
    GoogleApiKey,

    /// <summary>A key of a model provider, in the form that begins with <c>sk-</c>.</summary>
    ModelProviderKey,

    /// <summary>A token of a package registry.</summary>
    PackageRegistryToken,

    /// <summary>A live key of a payment provider.</summary>
    PaymentKey,

    /// <summary>A private key in PEM form.</summary>
    PrivateKey,

    /// <summary>A password in an address, before the name of the host.</summary>
    AddressPassword,

    /// <summary>A token or key of another service, in a form that the service publishes.</summary>
    ServiceToken,

    /// <summary>A signed token of RFC 7519 with its header, content and signature.</summary>
    JsonWebToken,

    /// <summary>The key of a storage account.</summary>
    StorageKey,

    /// <summary>Something that looks random and is assigned to a name such as <c>password</c>.</summary>
    AssignedSecret,
}
