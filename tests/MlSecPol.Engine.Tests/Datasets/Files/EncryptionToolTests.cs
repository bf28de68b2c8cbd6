using System.Diagnostics;
using MlSecPol.Engine.Datasets.Files.Checks;
using Xunit;

namespace MlSecPol.Engine.Tests.Datasets.Files;

/// <summary>What the tools that people use write is recognised: made by them here, where they are installed.</summary>
public sealed class EncryptionToolTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("gpg -o out --symmetric in", "OpenPGP", CheckStatus.Pass)]
    [InlineData("gpg -o out --armor --symmetric in", "OpenPGP", CheckStatus.Pass)]
    [InlineData("openssl enc -aes-256-cbc -pbkdf2 -pass pass:inert -in in -out out", "openssl enc", CheckStatus.Fail)]
    [InlineData("7z a -bso0 -tzip -mem=AES256 -pinert out.zip in", "WinZip AES", CheckStatus.Pass)]
    [InlineData("7z a -bso0 -tzip -mem=ZipCrypto -pinert out.zip in", "ZipCrypto", CheckStatus.Fail)]
    [InlineData("7z a -bso0 -pinert out.7z in", "7z AES-256", CheckStatus.Pass)]
    [InlineData("7z a -bso0 -pinert -mhe=on out.7z in", "7z AES-256", CheckStatus.Pass)]
    [InlineData("openssl cms -encrypt -binary -in in -outform DER -out out certificate.pem", "CMS", CheckStatus.Pass)]
    [InlineData("qpdf --warning-exit-0 --encrypt a b 256 -- plain.pdf out.pdf", "PDF AES-256", CheckStatus.Pass)]
    [InlineData("qpdf --warning-exit-0 --allow-weak-crypto --encrypt a b 40 -- plain.pdf out.pdf", "PDF RC4", CheckStatus.Fail)]
    public void Recognised(string command, string scheme, CheckStatus status)
    {
        _folder.Write("in", string.Concat(Enumerable.Range(0, 500).Select(i => $"{i},{i * 31 % 97}\n")));
        _folder.Write("plain.pdf", "%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[]/Count 0>>endobj\ntrailer<</Root 1 0 R>>\n");
        if (command.Contains("certificate.pem", StringComparison.Ordinal)) Run("openssl req -x509 -newkey rsa:2048 -nodes -keyout key.pem -out certificate.pem -days 30 -subj /CN=x");
        Run(command.StartsWith("gpg ", StringComparison.Ordinal) ? command.Replace("gpg ", $"gpg --homedir {_folder.Path} --batch --pinentry-mode loopback --passphrase inert ", StringComparison.Ordinal) : command);
        var verdict = FileReading.Ask<EncryptedContainer>(Directory.GetFiles(_folder.Path, "out*")[0]);
        Assert.True(verdict.Status == status, verdict.Message);
        Assert.Contains(verdict.Findings, f => f.Subject == scheme);
    }

    [Fact]
    public void What_is_only_signed_is_not_encrypted()
    {
        _folder.Write("in", "1,2\n");
        var gpg = $"gpg --homedir {_folder.Path} --batch --pinentry-mode loopback --passphrase inert ";
        Run(gpg + "--quick-generate-key x ed25519 sign never");
        Run(gpg + "-o out --sign in");
        Run(gpg + "-o out.asc --armor --sign in");
        foreach (var path in Directory.GetFiles(_folder.Path, "out*")) Assert.NotEqual(CheckStatus.Pass, FileReading.Ask<EncryptedContainer>(path).Status);
    }

    private void Run(string command)
    {
        var words = command.Split(' ');
        var start = new ProcessStartInfo(words[0], words[1..]) { WorkingDirectory = _folder.Path, RedirectStandardError = true, RedirectStandardOutput = true, UseShellExecute = false };
        Process process;
        try
        {
            process = Process.Start(start)!;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            Assert.Skip($"'{words[0]}' is not installed; .ci/run installs it where it may.");
            return;
        }

        using (process)
        {
            var said = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
            process.StandardOutput.ReadToEnd();
            process.WaitForExit();
            Assert.True(process.ExitCode == 0, $"{command}: {said.GetAwaiter().GetResult()}");
        }
    }
}
