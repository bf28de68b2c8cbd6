namespace MlSecPol.Engine.Artifacts.Secrets;

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
        new(SecretKind.AwsAccessKey, "ABIA", LetterSet.UpperDigits, 16, 16),
        new(SecretKind.GitLabToken, "glrt-", LetterSet.WordDash, 20, Longest),
        new(SecretKind.GitLabToken, "gldt-", LetterSet.WordDash, 20, Longest),
        new(SecretKind.SlackToken, "xapp-", LetterSet.WordDash, 40, Longest),
        new(SecretKind.PaymentKey, "whsec_", LetterSet.Alphanumeric, 32, Longest),
        new(SecretKind.PaymentKey, "sq0atp-", LetterSet.WordDash, 22, 22),
        new(SecretKind.PaymentKey, "sq0csp-", LetterSet.WordDash, 43, 43),
        new(SecretKind.PackageRegistryToken, "rubygems_", LetterSet.Hexadecimal, 48, 48),
        new(SecretKind.PackageRegistryToken, "dckr_pat_", LetterSet.WordDash, 27, 27),
        new(SecretKind.PackageRegistryToken, "AKCp", LetterSet.Alphanumeric, 60, 80),
        new(SecretKind.ModelProviderKey, "gsk_", LetterSet.Alphanumeric, 52, 52),
        new(SecretKind.ModelProviderKey, "r8_", LetterSet.Alphanumeric, 37, 37),
        new(SecretKind.ModelProviderKey, "pplx-", LetterSet.Alphanumeric, 48, 48),
        new(SecretKind.ServiceToken, "SG.", LetterSet.WordDot, 66, 66),
        new(SecretKind.ServiceToken, "ya29.", LetterSet.WordDash, 40, Longest),
        new(SecretKind.ServiceToken, "GOCSPX-", LetterSet.WordDash, 28, 28),
        new(SecretKind.ServiceToken, "shpat_", LetterSet.Hexadecimal, 32, 32),
        new(SecretKind.ServiceToken, "shpss_", LetterSet.Hexadecimal, 32, 32),
        new(SecretKind.ServiceToken, "dop_v1_", LetterSet.Hexadecimal, 64, 64),
        new(SecretKind.ServiceToken, "doo_v1_", LetterSet.Hexadecimal, 64, 64),
        new(SecretKind.ServiceToken, "lin_api_", LetterSet.Alphanumeric, 40, 40),
        new(SecretKind.ServiceToken, "PMAK-", LetterSet.WordDash, 59, 59),
        new(SecretKind.ServiceToken, "NRAK-", LetterSet.UpperDigits, 27, 27),
        new(SecretKind.ServiceToken, "figd_", LetterSet.WordDash, 40, 40),
        new(SecretKind.ServiceToken, "ATATT3", LetterSet.WordPadded, 180, Longest),
        new(SecretKind.ServiceToken, "glsa_", LetterSet.Word, 41, 41),
        new(SecretKind.ServiceToken, "hvs.", LetterSet.WordDash, 90, Longest),
        new(SecretKind.ServiceToken, "sntrys_", LetterSet.WordPadded, 80, Longest),
        new(SecretKind.ServiceToken, "xkeysib-", LetterSet.WordDash, 81, 81),
        new(SecretKind.ServiceToken, "pscale_tkn_", LetterSet.WordDot, 32, 64),
        new(SecretKind.ServiceToken, "tskey-auth-", LetterSet.WordDash, 24, Longest),
        new(SecretKind.ServiceToken, "AGE-SECRET-KEY-1", LetterSet.UpperDigits, 58, 58),
        new(SecretKind.StorageKey, "AccountKey=", LetterSet.Base64, 88, 88),
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
