namespace MlSecPol.Engine.Models.Repository.Secrets;

/// <summary>The form of a credential: what it begins with, and what follows.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Prefix">What it begins with, exactly.</param>
/// <param name="Letters">The characters that may follow.</param>
/// <param name="Least">How many of them at least.</param>
/// <param name="Most">How many at most; one more makes it something else.</param>
internal sealed record SecretForm(SecretKind Kind, string Prefix, LetterSet Letters, int Least, int Most)
{
    private const int Longest = 300;

    /// <summary>The published forms. Sources: the vendors' own documentation of token formats and of secret scanning.</summary>
    internal static IReadOnlyList<SecretForm> All { get; } =
    [
        new(SecretKind.AwsAccessKey, "AKIA", LetterSet.UpperDigits, 16, 16),
        new(SecretKind.AwsAccessKey, "ASIA", LetterSet.UpperDigits, 16, 16),
        new(SecretKind.GitHubToken, "ghp_", LetterSet.Alphanumeric, 36, 36),
        new(SecretKind.GitHubToken, "gho_", LetterSet.Alphanumeric, 36, 36),
        new(SecretKind.GitHubToken, "ghu_", LetterSet.Alphanumeric, 36, 36),
        new(SecretKind.GitHubToken, "ghs_", LetterSet.Alphanumeric, 36, 36),
        new(SecretKind.GitHubToken, "ghr_", LetterSet.Alphanumeric, 36, 76),
        new(SecretKind.GitHubToken, "github_pat_", LetterSet.Word, 82, 82),
        new(SecretKind.GitLabToken, "glpat-", LetterSet.WordDash, 20, Longest),
        new(SecretKind.HuggingFaceToken, "hf_", LetterSet.Alphanumeric, 34, 34),
        new(SecretKind.HuggingFaceToken, "api_org_", LetterSet.Alphanumeric, 34, 34),
        new(SecretKind.SlackToken, "xoxb-", LetterSet.WordDash, 24, Longest),
        new(SecretKind.SlackToken, "xoxp-", LetterSet.WordDash, 24, Longest),
        new(SecretKind.SlackToken, "xoxa-", LetterSet.WordDash, 24, Longest),
        new(SecretKind.SlackToken, "xoxr-", LetterSet.WordDash, 24, Longest),
        new(SecretKind.SlackToken, "xoxs-", LetterSet.WordDash, 24, Longest),
        new(SecretKind.SlackToken, "https://hooks.slack.com/services/T", LetterSet.WordSlash, 30, Longest),
        new(SecretKind.GoogleApiKey, "AIza", LetterSet.WordDash, 35, 35),
        new(SecretKind.ModelProviderKey, "sk-", LetterSet.WordDash, 40, Longest),
        new(SecretKind.PackageRegistryToken, "npm_", LetterSet.Alphanumeric, 36, 36),
        new(SecretKind.PackageRegistryToken, "pypi-AgEIcHlwaS5vcmc", LetterSet.WordDash, 50, Longest),
        new(SecretKind.PaymentKey, "sk_live_", LetterSet.Alphanumeric, 24, Longest),
        new(SecretKind.PaymentKey, "rk_live_", LetterSet.Alphanumeric, 24, Longest),
    ];

    /// <summary>How long the credential is that begins at the start of the text; 0 when there is none.</summary>
    internal int Match(ReadOnlySpan<char> text)
    {
        if (!text.StartsWith(Prefix, StringComparison.Ordinal)) return 0;
        var end = Prefix.Length;
        var longest = Math.Min(text.Length, Prefix.Length + Most + 1);
        while (end < longest && Letters.Has(text[end])) end++;
        var count = end - Prefix.Length;
        if (count < Least || count > Most) return 0;
        var body = text[Prefix.Length..end];
        // Examples of documentation end so, and placeholders repeat themselves.
        return body.EndsWith("EXAMPLE", StringComparison.Ordinal) || Entropy.BitsPerCharacter(body) < Entropy.OfToken ? 0 : end;
    }
}
