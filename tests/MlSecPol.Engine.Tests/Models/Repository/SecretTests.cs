using System.Text;
using MlSecPol.Engine.Artifacts.Secrets;
using MlSecPol.Engine.Models.Repository;
using Xunit;

namespace MlSecPol.Engine.Tests.Models.Repository;

public class SecretTests
{
    private const string Check = "MS1.SecretsInSource";
    private const string Alphabet = "aB3dE5gH7jK9mN1pQ2sT4vW6yZ8bC0fG5iL7oR9uX1zA3eD5hJ7kM9nP2rS4tV6wY8";

    // Put together while running: credentials in the source of a test would alarm the scanners of others.
    public static TheoryData<SecretKind, string> Forms => new()
    {
        { SecretKind.AwsAccessKey, "AK" + "IA" + Alphabet.ToUpperInvariant()[..16] },
        { SecretKind.GitHubToken, "gh" + "p_" + Alphabet[..36] },
        { SecretKind.GitHubToken, "github" + "_pat_" + (Alphabet + Alphabet)[..82] },
        { SecretKind.GitLabToken, "gl" + "pat-" + Alphabet[..20] },
        { SecretKind.HuggingFaceToken, "h" + "f_" + Alphabet[..34] },
        { SecretKind.SlackToken, "xo" + "xb-" + "123456789012-1234567890123-" + Alphabet[..24] },
        { SecretKind.SlackToken, "https://hooks.slack" + ".com/services/T" + "0A1B2C3D4/B5E6F7G8H9/" + Alphabet[..24] },
        { SecretKind.GoogleApiKey, "AI" + "za" + Alphabet[..35] },
        { SecretKind.ModelProviderKey, "s" + "k-proj-" + Alphabet[..48] },
        { SecretKind.PackageRegistryToken, "np" + "m_" + Alphabet[..36] },
        { SecretKind.PaymentKey, "sk" + "_live_" + Alphabet[..24] },
        { SecretKind.PrivateKey, "-----BEGIN " + "RSA PRIVATE KEY-----\n" + Alphabet + "\n" + Alphabet },
        { SecretKind.PrivateKey, "-----BEGIN " + "PRIVATE KEY-----\\n" + Alphabet + "\\n" + Alphabet },
    };

    [Theory]
    [MemberData(nameof(Forms))]
    public void Published_forms_are_found_in_text_notebooks_metadata_and_utf16(SecretKind kind, string secret)
    {
        var json = secret.Replace("\n", "\\n", StringComparison.Ordinal).Replace("\\\\n", "\\n", StringComparison.Ordinal);
        var header = Encoding.UTF8.GetBytes($$"""{"__metadata__":{"note":"{{json}}"},"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4]} }""");
        using var folder = new ModelFolder(("a.txt", $"first\nsecond {secret}\n"), ("n.ipynb", $$"""{"cells":[{"cell_type":"code","source":[],"outputs":[{"text":["{{json}}"]}]}]}"""));
        folder.Write("m.safetensors", [.. BitConverter.GetBytes((ulong)header.Length), .. header, 0, 0, 0, 0]);
        folder.Write("u.txt", [0xFF, 0xFE, .. Encoding.Unicode.GetBytes($"here: {secret}")]);
        var facts = folder.Read();
        Assert.Equal(["a.txt", "m.safetensors", "n.ipynb", "u.txt"], facts.Secrets.Select(s => s.Path).Order(StringComparer.Ordinal));
        Assert.All(facts.Secrets, s => Assert.Equal(kind, s.Kind));
        Assert.Equal(2, facts.Secrets.Single(s => s.Path == "a.txt").Line);
        var result = folder.Answer(Check);
        Assert.Equal(CheckStatus.Fail, result.Status);
        Assert.All(result.Findings, f => Assert.DoesNotContain(secret[..Math.Min(12, secret.Length)], f.Evidence!, StringComparison.Ordinal));
    }

    public static TheoryData<string> Harmless =>
    [
        "hf_hub_download(repo_id)",
        "sk-learn and sk-image are libraries",
        "see AK" + "IAIOSFODNN7EXAMPLE in the documentation",
        "-----BEGIN " + "PRIVATE KEY-----",
        "if line.startswith('-----BEGIN " + "PRIVATE KEY-----'): pass",
        "gh" + "p_xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx",
        "sha256:" + "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef",
        "password = os.environ['PASSWORD']",
        "password = \"your-password-123\"",
        "api_key: \"${API_KEY_1}\"",
        "\"bos_token\": \"<s>\", \"eos_token\": \"</s>1234\"",
        "prefixh" + "f_" + Alphabet,
        "task-" + Alphabet,
    ];

    [Theory]
    [MemberData(nameof(Harmless))]
    public void Words_and_placeholders_are_not(string text)
    {
        using var folder = new ModelFolder(("a.txt", text));
        Assert.Empty(folder.Read().Secrets);
        Assert.Equal(CheckStatus.Pass, folder.Answer(Check).Status);
    }

    [Theory]
    [InlineData(".env", "DB_PASSWORD=q8Zk2vT9xW1bL4\n", 1)]
    [InlineData("settings.ini", "[a]\nsecret = q8Zk2vT9xW1bL4\n", 1)]
    [InlineData(".env", "DB_PASSWORD=changeme1\nSECRET=${VAULT_1}\nPASSWORD_FILE=/run/secrets/a1\n", 0)]
    [InlineData("notes.txt", "password = q8Zk2vT9xW1bL4\n", 0)]
    [InlineData("notes.txt", "see postgres://svc:q8Zk2vT9x@db.internal/x\n", 1)]
    [InlineData("notes.txt", "postgres://user:password@localhost, https://user:<TOKEN>@host, git@github.com:a/b, http://a:8080/x@y\n", 0)]
    public void Values_without_quotes_and_passwords_in_addresses_are_found_where_they_are_written_so(string name, string text, int found)
    {
        using var folder = new ModelFolder((name, text));
        Assert.Equal(found, folder.Read().Secrets.Count);
    }

    [Fact]
    public void The_metadata_of_tensors_and_of_onnx_are_searched()
    {
        var token = "h" + "f_" + Alphabet[..34];
        var header = Encoding.UTF8.GetBytes("""{"__metadata__":{"wandb_api_key":"9f8e7d6c5b4a3f2e1d0c"}}""");
        using var folder = new ModelFolder();
        folder.Write("m.safetensors", [.. BitConverter.GetBytes((ulong)header.Length), .. header]);
        // ir_version, a graph of one node with a long tensor, metadata_props.
        var weights = new byte[3 << 20];
        byte[] tensor = [0x10, 1, 0x42, 1, (byte)'w', 0x4A, .. Varint(weights.Length), .. weights];
        byte[] graph = [0x0A, 10, 0x22, 8, .. "Identity"u8, 0x12, 1, (byte)'g', 0x5A, 3, 0x0A, 1, (byte)'x', 0x2A, .. Varint(tensor.Length), .. tensor];
        byte[] property = [0x0A, 3, .. "key"u8, 0x12, (byte)token.Length, .. Encoding.ASCII.GetBytes(token)];
        folder.Write("m.onnx", [0x08, 8, 0x12, 7, .. "pytorch"u8, 0x3A, .. Varint(graph.Length), .. graph, 0x42, 2, 0x10, 17, 0x72, (byte)property.Length, .. property]);
        Assert.Equal([("m.onnx", SecretKind.HuggingFaceToken), ("m.safetensors", SecretKind.AssignedSecret)], folder.Read().Secrets.Select(s => (s.Path, s.Kind)).Order());
    }

    private static byte[] Varint(int value)
    {
        var bytes = new List<byte>();
        for (; value > 127; value >>= 7) bytes.Add((byte)(value | 128));
        bytes.Add((byte)value);
        return [.. bytes];
    }

    [Theory]
    [InlineData("db_password = 'q7Rz2mXw9'", true)]
    [InlineData("\"api_key\": \"9f8e7d6c5b4a3f2e1d0c\"", true)]
    [InlineData("client_secret=\"aZ3-kQ9_pL2xV7\"", true)]
    [InlineData("password_length = '12345678'", false)]
    [InlineData("secret = 'aaaaaaaa1'", false)]
    public void A_random_value_under_a_name_like_a_password_is_a_guess(string text, bool found)
    {
        using var folder = new ModelFolder(("a.py", text));
        var result = folder.Answer(Check);
        Assert.Equal(CheckStatus.Pass, result.Status);
        Assert.Equal(found, result.Findings.Any(f => f is { Severity: Severity.Medium, Rule: "secret:AssignedSecret" }));
    }

    [Fact]
    public void A_credential_on_the_border_of_two_windows_is_found_once_with_its_line()
    {
        var secret = "h" + "f_" + Alphabet[..34];
        foreach (var at in new[] { (1 << 20) - 1024 - 20, (1 << 20) - 1030, (1 << 20) - 20, 1 << 20 })
        {
            var text = string.Concat(Enumerable.Repeat("0123456789 23456\n", 130_000)).ToCharArray();
            text[at - 1] = ' ';
            secret.CopyTo(0, text, at, secret.Length);
            text[at + secret.Length] = ' ';
            using var folder = new ModelFolder(("big.txt", new string(text)));
            var sighting = Assert.Single(folder.Read().Secrets);
            Assert.Equal(at, sighting.Offset);
            Assert.Equal(1 + text.AsSpan(0, at).Count('\n'), sighting.Line);
        }
    }

    [Fact]
    public void A_text_beyond_the_limit_is_an_error()
    {
        using var folder = new ModelFolder(("a.txt", new string('x', 5_000)));
        Assert.Equal(CheckStatus.Error, folder.Answer(Check, new RepositorySettings { Limits = new() { SearchedBytes = 1_024 } }).Status);
    }

    [Fact]
    public void Hostile_repetitions_cost_linear_time()
    {
        foreach (var part in new[] { "s" + "k-", "password=\"", "-----BEGIN ", "AK" + "IA", "h" + "f_" })
        {
            using var folder = new ModelFolder(("a.txt", string.Concat(Enumerable.Repeat(part, 50_000))));
            Assert.Equal(1, folder.Read().TextsSearched);
        }
    }
}
