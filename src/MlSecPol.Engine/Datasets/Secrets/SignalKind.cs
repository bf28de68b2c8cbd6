using MlSecPol.Engine.Artifacts.Secrets;

namespace MlSecPol.Engine.Datasets.Secrets;

/// <summary>A kind of credential or hidden instruction.</summary>
/// <param name="Subject">Which of the two.</param>
/// <param name="Rule">The kind in words of a rule.</param>
/// <param name="Name">What it is, for a sentence.</param>
internal sealed record SignalKind(SignalSubject Subject, string Rule, string Name)
{
    /// <summary>Words that tell a model to forget what it was told.</summary>
    internal static SignalKind Override { get; } = new(SignalSubject.Instruction, "ignore-instructions", "words that tell a model to ignore its instructions");

    /// <summary>Words that ask a model for what it was told.</summary>
    internal static SignalKind Disclosure { get; } = new(SignalSubject.Instruction, "reveal-prompt", "words that ask a model for its instructions");

    /// <summary>Words that give a model another role without limits.</summary>
    internal static SignalKind Unbound { get; } = new(SignalSubject.Instruction, "unbound-role", "words that give a model a role without limits");

    /// <summary>Signs with which chat templates mark turns and roles.</summary>
    internal static SignalKind Template { get; } = new(SignalSubject.Instruction, "chat-template", "marks of turns and roles of chat templates");

    /// <summary>Instructions in a comment that a page does not show.</summary>
    internal static SignalKind Comment { get; } = new(SignalSubject.Instruction, "hidden-comment", "instructions to a model in a comment that is not shown");

    /// <summary>Such words in base64.</summary>
    internal static SignalKind Encoded { get; } = new(SignalSubject.Instruction, "encoded-instructions", "instructions to a model in base64");

    /// <summary>Long runs of characters without width.</summary>
    internal static SignalKind Invisible { get; } = new(SignalSubject.Instruction, "invisible-run", "long runs of characters without width");

    /// <summary>Letters as tag characters.</summary>
    internal static SignalKind Tags { get; } = new(SignalSubject.Instruction, "tag-characters", "invisible letters (Unicode tag characters)");

    private static readonly SignalKind[] Secrets = [.. Enum.GetValues<SecretKind>().Select(Describe)];

    /// <summary>The kind of a credential.</summary>
    internal static SignalKind Of(SecretKind kind) => Secrets[(int)kind];

    /// <summary>Every kind.</summary>
    internal static IEnumerable<SignalKind> All => [.. Secrets, Override, Disclosure, Unbound, Template, Comment, Encoded, Invisible, Tags];

    private static SignalKind Describe(SecretKind kind)
    {
        var (rule, name) = kind switch
        {
            SecretKind.AwsAccessKey => ("aws-access-key", "access keys of Amazon Web Services"),
            SecretKind.GitHubToken => ("github-token", "tokens of GitHub"),
            SecretKind.GitLabToken => ("gitlab-token", "tokens of GitLab"),
            SecretKind.HuggingFaceToken => ("huggingface-token", "tokens of the Hugging Face hub"),
            SecretKind.SlackToken => ("slack-token", "tokens or web hooks of Slack"),
            SecretKind.GoogleApiKey => ("google-api-key", "keys of Google's interfaces"),
            SecretKind.ModelProviderKey => ("model-provider-key", "keys of model providers"),
            SecretKind.PackageRegistryToken => ("package-registry-token", "tokens of package registries"),
            SecretKind.PaymentKey => ("payment-key", "live keys of payment providers"),
            SecretKind.PrivateKey => ("private-key", "private keys"),
            SecretKind.AddressPassword => ("address-password", "passwords in addresses and connection strings"),
            SecretKind.ServiceToken => ("service-token", "tokens or keys of services"),
            SecretKind.JsonWebToken => ("json-web-token", "signed tokens (JWT)"),
            SecretKind.StorageKey => ("storage-key", "keys of storage accounts"),
            _ => ("assigned-secret", "values that look random, given to names like a password's"),
        };
        return new(SignalSubject.Secret, rule, name);
    }
}
