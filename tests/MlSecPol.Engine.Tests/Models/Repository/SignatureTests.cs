using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using MlSecPol.Engine.Models.Repository;
using MlSecPol.Engine.Models.Repository.Signing;
using Xunit;

namespace MlSecPol.Engine.Tests.Models.Repository;

public sealed class SignatureTests : IDisposable
{
    private const string Check = "MS6.SignatureVerified";
    private const string PayloadType = "application/vnd.in-toto+json";

    private readonly ModelFolder _folder = new(("config.json", "{}"), ("sub/data.bin", "0123456789"), ("weights.bin", "abc"));
    private readonly ECDsa _key = ECDsa.Create(ECCurve.NamedCurves.nistP256);

    public void Dispose()
    {
        _folder.Dispose();
        _key.Dispose();
    }

    [Theory]
    [InlineData("nistP256")]
    [InlineData("nistP384")]
    [InlineData("nistP521")]
    public void A_good_signature_of_each_curve_passes(string curve)
    {
        using var key = ECDsa.Create(ECCurve.CreateFromFriendlyName(curve));
        Sign(Statement(), key);
        var result = Answer(key);
        Assert.Equal(CheckStatus.Pass, result.Status);
        Assert.Contains("3 files compared, 15 bytes hashed", result.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Signed_parts_of_files_are_compared_and_must_cover_them()
    {
        Sign(Statement(method: "shards", shard: 4), _key);
        Assert.Equal(CheckStatus.Pass, Answer(_key).Status);
        var short_ = Statement(method: "shards", shard: 4);
        short_["predicate"]!["resources"]!.AsArray().RemoveAt(3);
        Renew(short_);
        Sign(short_, _key);
        Assert.Equal("signature:changed", Assert.Single(Answer(_key).Findings).Rule);
    }

    [Theory]
    [InlineData("weights.bin", "abd", "signature:changed", Severity.Critical)]
    [InlineData("weights.bin", null, "signature:missing", Severity.High)]
    [InlineData("extra.py", "x", "signature:extra", Severity.High)]
    [InlineData("sub/.hidden", "x", "signature:extra", Severity.High)]
    [InlineData("sub/data.bin", "0123456789x", "signature:changed", Severity.Critical)]
    public void A_folder_that_is_not_what_was_signed_fails(string path, string? content, string rule, Severity severity)
    {
        Sign(Statement(), _key);
        if (content is null) File.Delete(Path.Combine(_folder.Folder, path));
        else _folder.Write(path, content);
        var result = Answer(_key);
        Assert.Equal(CheckStatus.Fail, result.Status);
        var finding = Assert.Single(result.Findings);
        Assert.Equal((rule, severity, path), (finding.Rule, finding.Severity, finding.Subject));
    }

    [Fact]
    public void Git_files_and_what_was_left_out_when_signing_are_no_difference()
    {
        Sign(Statement(ignored: ["logs"]), _key);
        _folder.Write(".gitattributes", "x").Write(".github/a.yml", "x").Write("logs/run.txt", "x");
        var result = Answer(_key);
        Assert.Equal(CheckStatus.Pass, result.Status);
        Assert.Equal("signature:ignored", Assert.Single(result.Findings).Rule);
    }

    [Fact]
    public void Another_key_fails()
    {
        Sign(Statement(), _key);
        using var other = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        Assert.Equal("signature:bad", Assert.Single(Answer(other).Findings).Rule);
    }

    [Theory]
    [InlineData("payload")]
    [InlineData("sig")]
    [InlineData("payloadType")]
    public void Every_signed_part_counts(string part)
    {
        Sign(Statement(), _key);
        var bundle = Bundle();
        var envelope = bundle["dsseEnvelope"]!;
        if (part == "payload")
        {
            var statement = Encoding.UTF8.GetString(Convert.FromBase64String((string)envelope["payload"]!)).Replace("weights.bin", "weights.bim", StringComparison.Ordinal);
            envelope["payload"] = Convert.ToBase64String(Encoding.UTF8.GetBytes(statement));
        }
        else if (part == "sig")
        {
            var bytes = Convert.FromBase64String((string)envelope["signatures"]![0]!["sig"]!);
            bytes[^1] ^= 1;
            envelope["signatures"]![0]!["sig"] = Convert.ToBase64String(bytes);
        }
        else
        {
            envelope["payloadType"] = "text/plain";
        }

        _folder.Write("model.sig", bundle.ToJsonString());
        Assert.Equal(CheckStatus.Fail, Answer(_key).Status);
    }

    public static TheoryData<string> Contradictions => ["root", "subjects", "traversal", "absolute", "statement", "digest"];

    [Theory]
    [MemberData(nameof(Contradictions))]
    public void A_signed_statement_that_contradicts_itself_or_leaves_the_folder_fails(string what)
    {
        var statement = Statement();
        var first = statement["predicate"]!["resources"]![0]!;
        switch (what)
        {
            case "root":
                statement["subject"]![0]!["digest"]!["sha256"] = new string('0', 64);
                break;
            case "subjects":
                statement["subject"]!.AsArray().Add(statement["subject"]![0]!.DeepClone());
                break;
            case "traversal":
                first["name"] = "../config.json";
                break;
            case "absolute":
                first["name"] = "/etc/hostname";
                break;
            case "statement":
                statement["_type"] = "https://in-toto.io/Statement/v0.1";
                break;
            default:
                first["digest"] = "zz";
                break;
        }

        Sign(statement, _key);
        Assert.Equal("signature:bad", Assert.Single(Answer(_key).Findings).Rule);
    }

    [Fact]
    public void Two_signatures_in_an_envelope_fail()
    {
        Sign(Statement(), _key);
        var bundle = Bundle();
        bundle["dsseEnvelope"]!["signatures"]!.AsArray().Add(bundle["dsseEnvelope"]!["signatures"]![0]!.DeepClone());
        _folder.Write("model.sig", bundle.ToJsonString());
        Assert.Equal(CheckStatus.Fail, Answer(_key).Status);
    }

    [Fact]
    public void Without_a_key_only_the_names_are_compared_and_nothing_passes()
    {
        Sign(Statement(), _key);
        var undecided = _folder.Answer(Check);
        Assert.Equal(CheckStatus.NotAssessed, undecided.Status);
        Assert.Contains("signingKey", undecided.Reason, StringComparison.Ordinal);
        Assert.Equal(0, _folder.Read().Signature!.BytesHashed);
        _folder.Write("extra.py", "x");
        Assert.Equal(CheckStatus.Fail, _folder.Answer(Check).Status);
    }

    [Fact]
    public void Older_statements_other_hashes_and_identities_are_recognised_and_not_assessed()
    {
        var old = Statement();
        old["predicateType"] = "https://model_signing/Digests/v0.1";
        Sign(old, _key);
        Assert.Contains("sign the model again", Undecided(Answer(_key)), StringComparison.Ordinal);

        var blake = Statement();
        foreach (var resource in blake["predicate"]!["resources"]!.AsArray()) resource!["algorithm"] = "blake2b";
        Sign(blake, _key);
        Assert.Contains("blake2b", Undecided(Answer(_key)), StringComparison.Ordinal);

        Sign(Statement(), _key);
        var bundle = Bundle();
        bundle["verificationMaterial"] = new JsonObject { ["certificate"] = new JsonObject { ["rawBytes"] = "AAAA" }, ["tlogEntries"] = new JsonArray(new JsonObject()) };
        _folder.Write("model.sig", bundle.ToJsonString());
        Assert.Contains("trust root", Undecided(Answer(_key)), StringComparison.Ordinal);
    }

    [Fact]
    public void A_signature_over_one_file_says_nothing_of_the_others()
    {
        var statement = Statement();
        statement["predicate"]!["resources"] = new JsonArray(statement["predicate"]!["resources"]!.AsArray().Where(r => (string)r!["name"]! == "weights.bin").Select(r => r!.DeepClone()).ToArray());
        statement["predicate"]!["resources"]![0]!["name"] = ".";
        statement["subject"]![0]!["name"] = "weights.bin";
        Renew(statement);
        Sign(statement, _key);
        Assert.Contains("2 other files", Undecided(Answer(_key)), StringComparison.Ordinal);
        _folder.Write("weights.bin", "abd");
        Assert.Equal("signature:changed", Assert.Single(Answer(_key).Findings).Rule);
    }

    [Fact]
    public void Signatures_of_version_0_2_are_named_and_verified_only_on_demand()
    {
        var old = new JsonObject
        {
            ["_type"] = "https://in-toto.io/Statement/v1",
            ["subject"] = new JsonArray([.. Statement()["predicate"]!["resources"]!.AsArray().Select(r => new JsonObject
            {
                ["name"] = (string)r!["name"]!, ["digest"] = new JsonObject { ["sha256"] = (string)r["digest"]! },
            })]),
            ["predicateType"] = "https://model_signing/Digests/v0.1",
            ["predicate"] = new JsonObject { ["unused"] = "it's an \u00e4 \"escape\" \\ \n" },
        };
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP384);
        var payload = Encoding.UTF8.GetBytes(old.ToJsonString(new JsonSerializerOptions { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping, WriteIndented = true }));
        var python = new StringBuilder();
        foreach (var b in payload) python.Append((char)b switch { '\n' => "\\n", '\\' => "\\\\", '\'' => "\\'", >= ' ' and <= '~' => ((char)b).ToString(), _ => $"\\x{b:x2}" });
        var signature = key.SignData(Encoding.ASCII.GetBytes($"DSSEV1 {PayloadType.Length} {PayloadType} {payload.Length} b'{python}'"), HashAlgorithmName.SHA256, DSASignatureFormat.Rfc3279DerSequence);
        Sign(Statement(), key);
        var bundle = Bundle();
        bundle["dsseEnvelope"]!["payload"] = Convert.ToBase64String(payload);
        bundle["dsseEnvelope"]!["signatures"]![0]!["sig"] = Convert.ToBase64String(signature);
        _folder.Write("model.sig", bundle.ToJsonString());

        Assert.Contains("sign the model again", Undecided(Answer(key)), StringComparison.Ordinal);
        var settings = new RepositorySettings { SigningKey = Pem("signer.pem", key.ExportSubjectPublicKeyInfoPem()), AcceptOldSignatures = true };
        Assert.Equal(CheckStatus.Pass, _folder.Answer(Check, settings).Status);
        _folder.Write("weights.bin", "abd");
        Assert.Equal("signature:changed", Assert.Single(_folder.Answer(Check, settings).Findings).Rule);
    }

    [Theory]
    [InlineData("not json")]
    [InlineData("{}")]
    [InlineData("[]")]
    [InlineData("{\"verificationMaterial\":{\"publicKey\":{}},\"dsseEnvelope\":{\"payload\":\"%%\",\"payloadType\":\"a\",\"signatures\":[{\"sig\":\"AA==\"}]}}")]
    [InlineData("{\"verificationMaterial\":{\"publicKey\":{}},\"messageSignature\":{}}")]
    [InlineData("{\"verificationMaterial\":[],\"dsseEnvelope\":{}}")]
    public void What_is_no_bundle_fails(string text)
    {
        _folder.Write("model.sig", text);
        Assert.Equal(CheckStatus.Fail, Answer(_key).Status);
    }

    [Fact]
    public void A_chain_of_certificates_verifies_against_the_given_root_even_after_the_signer_ran_out()
    {
        using var rootKey = ECDsa.Create(ECCurve.NamedCurves.nistP384);
        using var root = Certificate("CN=Root", rootKey, null, X509KeyUsageFlags.KeyCertSign, DateTimeOffset.UtcNow.AddYears(-3), DateTimeOffset.UtcNow.AddYears(3));
        using var leaf = Certificate("CN=Signer", _key, root, X509KeyUsageFlags.DigitalSignature, DateTimeOffset.UtcNow.AddYears(-2), DateTimeOffset.UtcNow.AddYears(-1));
        var trusted = Pem("root.pem", root.ExportCertificatePem());
        Sign(Statement(), _key, leaf, root);
        var result = _folder.Answer(Check, new RepositorySettings { SigningCertificates = [trusted] });
        Assert.Equal(CheckStatus.Pass, result.Status);
        Assert.Contains("CN=Signer", result.Message, StringComparison.Ordinal);
        Assert.Contains("ran out", result.Message, StringComparison.Ordinal);

        using var otherKey = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using var other = Certificate("CN=Root", otherKey, null, X509KeyUsageFlags.KeyCertSign, DateTimeOffset.UtcNow.AddYears(-3), DateTimeOffset.UtcNow.AddYears(3));
        Assert.Equal(CheckStatus.Fail, _folder.Answer(Check, new RepositorySettings { SigningCertificates = [Pem("other.pem", other.ExportCertificatePem())] }).Status);
        Assert.Equal(CheckStatus.NotAssessed, _folder.Answer(Check).Status);

        using var encipher = Certificate("CN=Server", _key, root, X509KeyUsageFlags.KeyEncipherment, DateTimeOffset.UtcNow.AddYears(-2), DateTimeOffset.UtcNow.AddYears(1));
        Sign(Statement(), _key, encipher, root);
        Assert.Contains("not for signing", _folder.Answer(Check, new RepositorySettings { SigningCertificates = [trusted] }).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Links_are_refused_unless_signed_as_allowed()
    {
        if (OperatingSystem.IsWindows()) return;
        File.CreateSymbolicLink(Path.Combine(_folder.Folder, "link.bin"), "weights.bin");
        Sign(Statement(), _key);
        Assert.Equal("signature:link", Assert.Single(Answer(_key).Findings).Rule);
        Sign(Statement(links: true), _key);
        Assert.Equal(CheckStatus.Pass, Answer(_key).Status);
    }

    [Fact]
    public void A_key_that_is_none_is_an_error_and_no_pass()
    {
        Sign(Statement(), _key);
        Assert.Equal(CheckStatus.Error, _folder.Answer(Check, new RepositorySettings { SigningKey = Pem("no.pem", "no key") }).Status);
        Assert.Equal(CheckStatus.Error, _folder.Answer(Check, new RepositorySettings { SigningKey = _folder.Beside("absent.pem") }).Status);
    }

    [Fact]
    public void Random_changes_of_the_bundle_never_pass_and_never_break_the_reader()
    {
        Sign(Statement(), _key);
        var whole = File.ReadAllBytes(Path.Combine(_folder.Folder, "model.sig"));
        var settings = new RepositorySettings { SigningKey = Pem("signer.pem", _key.ExportSubjectPublicKeyInfoPem()) };
        var sigAt = Encoding.UTF8.GetString(whole).IndexOf("dsseEnvelope", StringComparison.Ordinal);
        var random = new Random(11);
        for (var round = 0; round < 150; round++)
        {
            var changed = (byte[])whole.Clone();
            changed[random.Next(sigAt, changed.Length)] ^= (byte)(1 << random.Next(7));
            _folder.Write("model.sig", round % 5 == 0 ? changed[..random.Next(changed.Length)] : changed);
            var state = _folder.Read(settings).Signature!.State;
            if (state == SignatureState.Verified) Assert.Equal((string)Bundle()["dsseEnvelope"]!["payload"]!, (string)JsonNode.Parse(whole)!["dsseEnvelope"]!["payload"]!);
        }
    }

    [Fact]
    public void Only_where_signatures_are_asked_for_an_unsigned_folder_fails()
    {
        Assert.Equal(CheckStatus.NotApplicable, _folder.Answer(Check).Status);
        Assert.Equal(CheckStatus.NotApplicable, _folder.Answer("SC6.UnsignedArtifacts").Status);
        Assert.Equal(CheckStatus.Fail, _folder.Answer("SC6.UnsignedArtifacts", new RepositorySettings { RequireSignature = true }).Status);
        Sign(Statement(), _key);
        Assert.Equal(CheckStatus.Pass, _folder.Answer("SC6.UnsignedArtifacts", new RepositorySettings { RequireSignature = true }).Status);
    }

    private static string Undecided(CheckResult result)
    {
        Assert.Equal(CheckStatus.NotAssessed, result.Status);
        return result.Reason!;
    }

    private CheckResult Answer(ECDsa key) => _folder.Answer(Check, new RepositorySettings { SigningKey = Pem("signer.pem", key.ExportSubjectPublicKeyInfoPem()) });

    private string Pem(string name, string text)
    {
        File.WriteAllText(_folder.Beside(name), text);
        return _folder.Beside(name);
    }

    private JsonNode Bundle() => JsonNode.Parse(File.ReadAllText(Path.Combine(_folder.Folder, "model.sig")))!;

    private JsonObject Statement(string method = "files", int shard = 0, string[]? ignored = null, bool links = false)
    {
        var resources = new JsonArray();
        var files = Directory.EnumerateFiles(_folder.Folder, "*", SearchOption.AllDirectories).Select(f => Path.GetRelativePath(_folder.Folder, f).Replace('\\', '/'));
        foreach (var path in files.Where(f => f != "model.sig" && (links || f != "link.bin")).Order(StringComparer.Ordinal))
        {
            var content = File.ReadAllBytes(Path.Combine(_folder.Folder, path));
            for (var at = 0; at == 0 || at < content.Length; at += shard == 0 ? Math.Max(1, content.Length) : shard)
            {
                var end = shard == 0 ? content.Length : Math.Min(content.Length, at + shard);
                resources.Add(new JsonObject
                {
                    ["name"] = shard == 0 ? path : $"{path}:{at}:{end}",
                    ["algorithm"] = shard == 0 ? "sha256" : $"sha256-sharded-{shard}",
                    ["digest"] = Convert.ToHexStringLower(SHA256.HashData(content.AsSpan(at, end - at))),
                });
            }
        }

        var statement = new JsonObject
        {
            ["_type"] = "https://in-toto.io/Statement/v1",
            ["subject"] = new JsonArray(new JsonObject { ["name"] = "model", ["digest"] = new JsonObject { ["sha256"] = string.Empty } }),
            ["predicateType"] = "https://model_signing/signature/v1.0",
            ["predicate"] = new JsonObject
            {
                ["serialization"] = new JsonObject { ["method"] = method, ["hash_type"] = "sha256", ["allow_symlinks"] = links, ["ignore_paths"] = new JsonArray([.. (ignored ?? []).Select(i => JsonValue.Create(i))]) },
                ["resources"] = resources,
            },
        };
        Renew(statement);
        return statement;
    }

    private static void Renew(JsonObject statement) => statement["subject"]![0]!["digest"]!["sha256"] =
        Convert.ToHexStringLower(SHA256.HashData([.. statement["predicate"]!["resources"]!.AsArray().SelectMany(r => Convert.FromHexString((string)r!["digest"]!))]));

    private void Sign(JsonObject statement, ECDsa key, params X509Certificate2[] chain)
    {
        var payload = Encoding.UTF8.GetBytes(statement.ToJsonString());
        byte[] signed = [.. Encoding.ASCII.GetBytes($"DSSEv1 {PayloadType.Length} {PayloadType} {payload.Length} "), .. payload];
        var hash = key.KeySize switch { 256 => HashAlgorithmName.SHA256, 384 => HashAlgorithmName.SHA384, _ => HashAlgorithmName.SHA512 };
        var signature = key.SignData(signed, hash, DSASignatureFormat.Rfc3279DerSequence);
        var material = chain.Length == 0
            ? new JsonObject { ["publicKey"] = new JsonObject { ["hint"] = Convert.ToHexStringLower(SHA256.HashData(Encoding.ASCII.GetBytes(key.ExportSubjectPublicKeyInfoPem()))) } }
            : new JsonObject { ["x509CertificateChain"] = new JsonObject { ["certificates"] = new JsonArray([.. chain.Select(c => (JsonNode)new JsonObject { ["rawBytes"] = Convert.ToBase64String(c.RawData) })]) } };
        var bundle = new JsonObject
        {
            ["mediaType"] = "application/vnd.dev.sigstore.bundle.v0.3+json",
            ["verificationMaterial"] = material,
            ["dsseEnvelope"] = new JsonObject
            {
                ["payload"] = Convert.ToBase64String(payload),
                ["payloadType"] = PayloadType,
                ["signatures"] = new JsonArray(new JsonObject { ["sig"] = Convert.ToBase64String(signature), ["keyid"] = string.Empty }),
            },
        };
        _folder.Write("model.sig", bundle.ToJsonString(new JsonSerializerOptions { WriteIndented = true }));
    }

    private static X509Certificate2 Certificate(string name, ECDsa key, X509Certificate2? issuer, X509KeyUsageFlags usage, DateTimeOffset from, DateTimeOffset to)
    {
        var request = new CertificateRequest(name, key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(issuer is null, false, 0, true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(usage, true));
        return issuer is null ? request.CreateSelfSigned(from, to) : request.Create(issuer, from, to, RandomNumberGenerator.GetBytes(8));
    }
}
