using System.Diagnostics;
using MlSecPol.Engine.Checks;
using MlSecPol.Engine.Datasets.Files;
using MlSecPol.Engine.Datasets.Files.Checks;
using Xunit;

namespace MlSecPol.Engine.Tests.Datasets.Files;

/// <summary>Signatures that the real tools make now; those that the fixtures hold were made by the same tools.</summary>
public sealed class SignatureTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly string _file;

    public SignatureTests() => _file = _folder.Write("readings.csv", string.Concat(Enumerable.Range(0, 200_000).Select(i => $"{i},{i * 7 % 101}\n")));

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("rsa3072", "SHA512", "--armor", ".asc")]
    [InlineData("ed25519", "SHA256", "--no-armor", ".sig")]
    [InlineData("nistp256", "SHA384", "--no-armor", ".gpg")]
    public void OpenPGP_by_gpg(string algorithm, string digest, string armour, string extension)
    {
        Gpg("--quick-generate-key", "Data Team <data@example.com>", algorithm, "sign", "never");
        Gpg("--output", Key("team.asc"), "--armor", "--export");
        Gpg("--digest-algo", digest, armour, "--output", _file + extension, "--detach-sign", _file);
        Holds("team.asc");
        Assert.Contains("Data Team", FileReading.Ask<Signature>(_file, Trusting("team.asc")).Message + string.Concat(FileReading.Ask<Signature>(_file, Trusting("team.asc")).Findings), StringComparison.Ordinal);
    }

    [Fact]
    public void OpenPGP_over_a_weak_digest_and_by_a_revoked_key()
    {
        Gpg("--quick-generate-key", "Old <old@example.com>", "rsa2048", "sign", "never");
        Gpg("--output", Key("team.asc"), "--armor", "--export");
        Gpg("--digest-algo", "SHA1", "--allow-weak-digest-algos", "--output", _file + ".sig", "--detach-sign", _file);
        Assert.Equal("weak", FileReading.Ask<Signature>(_file, Trusting("team.asc")).Findings.Single(f => f.Severity > Severity.Info).Rule);
        var certificate = Directory.GetFiles(Path.Combine(_folder.Path, "gnupg", "openpgp-revocs.d"), "*.rev")[0];
        File.WriteAllText(certificate, File.ReadAllText(certificate).Replace(":-----BEGIN", "-----BEGIN", StringComparison.Ordinal));
        Gpg("--import", certificate);
        Gpg("--output", Key("revoked.asc"), "--armor", "--export");
        Assert.Equal("untrusted", FileReading.Ask<Signature>(_file, Trusting("revoked.asc")).Findings.Single(f => f.Severity > Severity.Info).Rule);
    }

    [Theory]
    [InlineData("-S", "minisign")]
    [InlineData("-S -l", "minisign")]
    public void Minisign_over_the_digest_and_over_the_whole(string options, string form)
    {
        Run("minisign", "-G", "-W", "-p", Key("team.pub"), "-s", Key("team.key"));
        Run("minisign", [.. options.Split(' '), "-s", Key("team.key"), "-m", _file, "-t", "run 7"]);
        Holds("team.pub");
        Run("minisign", [.. options.Split(' '), "-s", Key("team.key"), "-m", _file, "-t", "run 7"]);
        var signature = _file + ".minisig";
        File.WriteAllText(signature, File.ReadAllText(signature).Replace("run 7", "run 8", StringComparison.Ordinal));
        var finding = Assert.Single(FileReading.Ask<Signature>(_file, Trusting("team.pub")).Findings);
        Assert.Equal((Severity.Critical, form), (finding.Severity, finding.Subject));
    }

    [Fact]
    public void Signify_by_OpenBSD()
    {
        Run("signify-openbsd", "-G", "-n", "-p", Key("team.pub"), "-s", Key("team.sec"));
        Run("signify-openbsd", "-S", "-s", Key("team.sec"), "-m", _file);
        Holds("team.pub");
    }

    [Theory]
    [InlineData("-sha256 -sigopt rsa_padding_mode:pss -sigopt rsa_pss_saltlen:max", "RSA -pkeyopt rsa_keygen_bits:2048")]
    [InlineData("-sha512 -sigopt rsa_padding_mode:pss -sigopt rsa_pss_saltlen:digest", "RSA -pkeyopt rsa_keygen_bits:3072")]
    [InlineData("-sha256", "RSA -pkeyopt rsa_keygen_bits:2048")]
    [InlineData("-sha256", "EC -pkeyopt ec_paramgen_curve:P-256")]
    [InlineData("-sha512", "EC -pkeyopt ec_paramgen_curve:P-521")]
    public void Plain_RSA_and_ECDSA_by_openssl_binary_and_in_base64(string options, string algorithm)
    {
        Run("openssl", ["genpkey", "-algorithm", .. algorithm.Split(' '), "-out", Key("team.key")]);
        Run("openssl", "pkey", "-in", Key("team.key"), "-pubout", "-out", Key("team.pem"));
        Run("openssl", ["dgst", .. options.Split(' '), "-sign", Key("team.key"), "-out", _file + ".sig", _file]);
        File.WriteAllText(_file + ".sign", Convert.ToBase64String(File.ReadAllBytes(_file + ".sig")) + "\n");
        Holds("team.pem");
    }

    [Fact]
    public void Plain_Ed25519_by_openssl()
    {
        Run("openssl", "genpkey", "-algorithm", "ED25519", "-out", Key("team.key"));
        Run("openssl", "pkey", "-in", Key("team.key"), "-pubout", "-out", Key("team.pem"));
        Run("openssl", "pkeyutl", "-sign", "-rawin", "-inkey", Key("team.key"), "-in", _file, "-out", _file + ".sig");
        Holds("team.pem");
    }

    [Theory]
    [InlineData("DER", "rsa:2048")]
    [InlineData("PEM", "ec")]
    public void CMS_by_openssl_through_a_root_and_by_the_certificate_itself(string form, string key)
    {
        string[] curve = key == "ec" ? ["-pkeyopt", "ec_paramgen_curve:P-256"] : [];
        Run("openssl", ["req", "-x509", "-newkey", key, .. curve, "-nodes", "-keyout", Key("root.key"), "-out", Key("root.pem"), "-days", "30", "-subj", "/CN=Root"]);
        Run("openssl", ["req", "-newkey", key, .. curve, "-nodes", "-keyout", Key("leaf.key"), "-out", Key("leaf.csr"), "-subj", "/CN=Data Team"]);
        Run("openssl", "x509", "-req", "-in", Key("leaf.csr"), "-CA", Key("root.pem"), "-CAkey", Key("root.key"), "-CAcreateserial", "-days", "30", "-out", Key("leaf.pem"));
        Run("openssl", "cms", "-sign", "-binary", "-in", _file, "-signer", Key("leaf.pem"), "-inkey", Key("leaf.key"), "-outform", form, "-out", _file + ".p7s");
        Assert.Equal(CheckStatus.Pass, FileReading.Ask<Signature>(_file, Trusting("leaf.pem")).Status);
        Holds("root.pem");
    }

    [Fact]
    public void A_certificate_that_has_expired_is_not_trusted()
    {
        Run("openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-keyout", Key("root.key"), "-out", Key("root.pem"), "-days", "30", "-subj", "/CN=Root");
        Run("openssl", "req", "-newkey", "rsa:2048", "-nodes", "-keyout", Key("leaf.key"), "-out", Key("leaf.csr"), "-subj", "/CN=Former Team");
        Run("openssl", "x509", "-req", "-in", Key("leaf.csr"), "-CA", Key("root.pem"), "-CAkey", Key("root.key"), "-CAcreateserial", "-days", "-1", "-out", Key("leaf.pem"));
        Run("openssl", "cms", "-sign", "-binary", "-in", _file, "-signer", Key("leaf.pem"), "-inkey", Key("leaf.key"), "-outform", "DER", "-out", _file + ".p7s");
        Assert.Equal("untrusted", Assert.Single(FileReading.Ask<Signature>(_file, Trusting("root.pem")).Findings).Rule);
    }

    [Fact]
    public void What_stands_under_the_name_of_a_signature_is_told_by_content()
    {
        Assert.Equal(CheckStatus.NotApplicable, FileReading.Ask<Signature>(_file).Status);
        Assert.Equal(CheckStatus.Fail, FileReading.Ask<Signature>(_file, new FileSettings { RequireSignature = true }).Status);
        File.WriteAllText(_file + ".sig", "-----BEGIN SSH SIGNATURE-----\nU1NIU0lH\n-----END SSH SIGNATURE-----\n");
        Assert.Equal(CheckStatus.NotAssessed, FileReading.Ask<Signature>(_file).Status);
        File.WriteAllBytes(_file + ".sig", []);
        Assert.Equal(CheckStatus.Error, FileReading.Ask<Signature>(_file).Status);
        var noise = new byte[300];
        for (var seed = 0; seed < 200; seed++)
        {
            new Random(seed).NextBytes(noise);
            noise[0] = (byte)(seed % 2 == 0 ? 0x88 : 0x30);
            File.WriteAllBytes(_file + ".sig", noise);
            Assert.NotEqual(CheckStatus.Pass, FileReading.Ask<Signature>(_file).Status);
        }
    }

    [Fact]
    public void A_key_that_is_none_ends_the_run()
    {
        var path = _folder.Write("not-a-key.pem", "hello\n");
        Assert.Throws<UsageException>(() => FileReading.Ask<Signature>(_file, new FileSettings { TrustedKeys = [path] }));
        Assert.Throws<UsageException>(() => FileReading.Ask<Signature>(_file, new FileSettings { TrustedKeys = [path + ".absent"] }));
    }

    /// <summary>The signature holds; without its key it is not assessed; of changed content it is not.</summary>
    private void Holds(string key)
    {
        var good = FileReading.Ask<Signature>(_file, Trusting(key));
        Assert.True(good.Status == CheckStatus.Pass, good.Message);
        Assert.Equal(CheckStatus.NotAssessed, FileReading.Ask<Signature>(_file).Status);
        var bytes = File.ReadAllBytes(_file);
        bytes[^2] ^= 1;
        File.WriteAllBytes(_file, bytes);
        var bad = FileReading.Ask<Signature>(_file, Trusting(key));
        Assert.True(bad.Status == CheckStatus.Fail, bad.Message);
        Assert.All(bad.Findings, f => Assert.Equal(Severity.Critical, f.Severity));
        bytes[^2] ^= 1;
        File.WriteAllBytes(_file, bytes);
    }

    private FileSettings Trusting(string key) => new() { TrustedKeys = [Key(key)] };

    private string Key(string name)
    {
        var folder = Directory.CreateDirectory(Path.Combine(_folder.Path, "keys")).FullName;
        return Path.Combine(folder, name);
    }

    private void Gpg(params string[] arguments)
    {
        var home = Path.Combine(_folder.Path, "gnupg");
        if (!OperatingSystem.IsWindows()) Directory.CreateDirectory(home, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        Run("gpg", ["--homedir", home, "--batch", "--yes", "--pinentry-mode", "loopback", "--passphrase", string.Empty, .. arguments]);
    }

    private static void Run(string tool, params string[] arguments)
    {
        var start = new ProcessStartInfo(tool, arguments) { RedirectStandardError = true, RedirectStandardOutput = true, RedirectStandardInput = true, UseShellExecute = false };
        Process process;
        try
        {
            process = Process.Start(start)!;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            Assert.Skip($"'{tool}' is not installed; .ci/run installs it where it may.");
            return;
        }

        using (process)
        {
            process.StandardInput.Close();
            var said = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
            process.StandardOutput.ReadToEnd();
            process.WaitForExit();
            Assert.True(process.ExitCode == 0, $"{tool}: {said.GetAwaiter().GetResult()}");
        }
    }
}
