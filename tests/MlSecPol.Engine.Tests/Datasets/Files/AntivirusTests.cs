using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text;
using MlSecPol.Engine.Artifacts;
using MlSecPol.Engine.Datasets.Files;
using MlSecPol.Engine.Datasets.Files.Antivirus;
using MlSecPol.Engine.Datasets.Files.Checks;
using Xunit;

namespace MlSecPol.Engine.Tests.Datasets.Files;

public sealed class AntivirusTests
{
    private static readonly byte[] Clean = Encoding.ASCII.GetBytes("a,b\n1,2\n");
    private static readonly byte[] Marked = Encoding.ASCII.GetBytes($"a,b\n1,{ClamdDouble.Marker}\n");

    [Fact]
    public void What_the_engine_finds_is_critical_and_what_it_clears_passes()
    {
        using var clamd = new ClamdDouble();
        var found = FileReading.Ask<Antivirus>(Marked, "a.csv", At(clamd));
        Assert.Equal((CheckStatus.Fail, Severity.Critical, "Test.Marker"), (found.Status, found.Findings[0].Severity, found.Findings[0].Subject));
        Assert.Equal(CheckStatus.Pass, FileReading.Ask<Antivirus>(Clean, "a.csv", At(clamd)).Status);
        Assert.Equal(CheckStatus.Pass, FileReading.Ask<SignatureAge>(Clean, "a.csv", At(clamd)).Status);
    }

    [Fact]
    public void Old_signatures_never_pass()
    {
        using var clamd = new ClamdDouble(databaseDays: 9);
        Assert.Equal(CheckStatus.NotAssessed, FileReading.Ask<Antivirus>(Clean, "a.csv", At(clamd)).Status);
        Assert.Equal(CheckStatus.Fail, FileReading.Ask<SignatureAge>(Clean, "a.csv", At(clamd)).Status);
        Assert.Equal(CheckStatus.Fail, FileReading.Ask<Antivirus>(Marked, "a.csv", At(clamd)).Status);
        using var silent = new ClamdDouble { Version = "ClamAV 1.4.6" };
        Assert.Equal(CheckStatus.NotAssessed, FileReading.Ask<Antivirus>(Clean, "a.csv", At(silent)).Status);
        Assert.Equal(CheckStatus.NotAssessed, FileReading.Ask<SignatureAge>(Clean, "a.csv", At(silent)).Status);
    }

    [Fact]
    public void A_limit_of_the_engine_never_passes()
    {
        using var clamd = new ClamdDouble { StreamLimit = 1000 };
        var large = new byte[20_000];
        Assert.Equal(CheckStatus.NotAssessed, FileReading.Ask<Antivirus>(large, "a.csv", At(clamd)).Status);
        Assert.Equal(CheckStatus.NotAssessed, FileReading.Ask<Antivirus>(large, "a.csv", new FileSettings { Antivirus = At(clamd).Antivirus with { MaximumBytes = 19_999 } }).Status);
        using var exceeding = new ClamdDouble { Answer = "stream: Heuristics.Limits.Exceeded.MaxFileSize FOUND" };
        Assert.Equal(CheckStatus.NotAssessed, FileReading.Ask<Antivirus>(Clean, "a.csv", At(exceeding)).Status);
    }

    [Fact]
    public void A_connection_that_breaks_and_an_error_of_the_engine_are_errors()
    {
        using var hanging = new ClamdDouble { HangsUpAfter = 1000 };
        Assert.Equal(CheckStatus.Error, FileReading.Ask<Antivirus>(new byte[5 << 20], "a.csv", At(hanging)).Status);
        using var failing = new ClamdDouble { Answer = "Can't allocate memory ERROR" };
        Assert.Equal(CheckStatus.Error, FileReading.Ask<Antivirus>(Clean, "a.csv", At(failing)).Status);
    }

    [Fact]
    public void No_engine_is_not_assessed()
    {
        using var port = new TcpListener(IPAddress.Loopback, 0);
        port.Start();
        var address = $"tcp://127.0.0.1:{((IPEndPoint)port.LocalEndpoint).Port}";
        port.Stop();
        foreach (var settings in new AntivirusSettings[] { new() { Address = address }, new() { Engine = AntivirusEngine.Clamd, Address = "/nowhere/clamd.ctl" }, new() { Engine = AntivirusEngine.Clamd, Address = "clamd" }, new() { Engine = AntivirusEngine.None } })
        {
            Assert.Equal(CheckStatus.NotAssessed, FileReading.Ask<Antivirus>(Clean, "a.csv", new FileSettings { Antivirus = settings }).Status);
            Assert.Equal(CheckStatus.NotAssessed, FileReading.Ask<SignatureAge>(Clean, "a.csv", new FileSettings { Antivirus = settings }).Status);
        }
    }

    [Fact]
    public void Somebody_else_on_the_port_gets_no_data()
    {
        using var other = new ClamdDouble { Version = "SSH-2.0-OpenSSH_9.2" };
        Assert.Contains("not clamd", FileReading.Ask<Antivirus>(Clean, "a.csv", At(other)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_silent_engine_is_left_at_the_deadline()
    {
        using var port = new TcpListener(IPAddress.Loopback, 0);
        port.Start();
        var clock = Stopwatch.StartNew();
        var settings = new AntivirusSettings { Address = $"tcp://127.0.0.1:{((IPEndPoint)port.LocalEndpoint).Port}", SecondsToAnswer = 1 };
        Assert.Equal(CheckStatus.NotAssessed, FileReading.Ask<Antivirus>(Clean, "a.csv", new FileSettings { Antivirus = settings }).Status);
        Assert.InRange(clock.Elapsed, TimeSpan.FromMilliseconds(500), TimeSpan.FromSeconds(20));
    }

    [Fact]
    public async Task A_cancelled_run_leaves_a_silent_engine_at_once()
    {
        using var port = new TcpListener(IPAddress.Loopback, 0);
        port.Start();
        using var cancel = new CancellationTokenSource();
        var client = new AntivirusClient(new AntivirusSettings { Address = $"tcp://127.0.0.1:{((IPEndPoint)port.LocalEndpoint).Port}" });
        var asking = Task.Run(() => client.Begin("a.csv", 3, cancel.Token), TestContext.Current.CancellationToken);
        await Task.Delay(200, TestContext.Current.CancellationToken);
        var clock = Stopwatch.StartNew();
        await cancel.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => asking);
        Assert.InRange(clock.Elapsed, TimeSpan.Zero, TimeSpan.FromSeconds(5));
    }

    [Theory]
    [InlineData("ClamAV 1.4.6/27807/Sat Nov 28 08:23:11 2026", 2026, 11, 28)]
    [InlineData("ClamAV 0.103.12/26000/Thu Nov  5 08:23:11 2020\n", 2020, 11, 5)]
    public void The_answer_to_VERSION_is_read(string answer, int year, int month, int day) =>
        Assert.Equal(new DateTime(year, month, day), EngineVersion.Parse(answer).DatabaseDate?.DateTime.Date);

    [Fact]
    public void A_real_clamd_finds_a_hash_and_a_body_and_refuses_what_is_too_long()
    {
        Assert.SkipUnless(File.Exists("/usr/sbin/clamd"), "clamd is not installed; .ci/run installs it where it may (Debian: clamav-daemon).");
        using var folder = new TemporaryFolder();
        var eicar = Encoding.ASCII.GetBytes("X5O!P%@AP[4\\PZX54(P^)7CC)7}$EICAR-STANDARD-" + "ANTIVIRUS-TEST-FILE!$H+H*");
        Assert.Equal(68, eicar.Length);
        folder.Write("db/test.hdb", "44d88612fea8a8f36de82e1278abb02f:68:Test.Hash\n");
        folder.Write("db/test.ndb", $"Test.Body:0:*:{Convert.ToHexStringLower(Encoding.ASCII.GetBytes(ClamdDouble.Marker))}\n");
        var socket = Path.Combine(folder.Path, "s");
        var configuration = folder.Write("clamd.conf", $"LocalSocket {socket}\nDatabaseDirectory {folder.Path}/db\nForeground yes\nStreamMaxLength 1M\nLogFile {folder.Path}/log\n");
        using var clamd = Process.Start(new ProcessStartInfo("/usr/sbin/clamd", ["-c", configuration]) { UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true })!;
        try
        {
            for (var i = 0; i < 300 && !File.Exists(socket) && !clamd.HasExited; i++) Thread.Sleep(100);
            Assert.SkipWhen(clamd.HasExited, "clamd is installed and does not start here.");
            var client = new AntivirusClient(new AntivirusSettings { Engine = AntivirusEngine.Clamd, Address = socket });
            Assert.Equal((AntivirusState.Found, "Test.Hash.UNOFFICIAL"), Scan(client, eicar));
            Assert.Equal((AntivirusState.Found, "Test.Body.UNOFFICIAL"), Scan(client, Marked));
            Assert.Equal((AntivirusState.Clean, null), Scan(client, Clean));
            Assert.Equal((AntivirusState.LimitReached, null), Scan(client, new byte[5 << 20]));
            // A database without the daily one has no date, and what has no date is not fresh.
            Assert.Equal(CheckStatus.NotAssessed, FileReading.Ask<Antivirus>(Clean, "a.csv", new FileSettings { Antivirus = new() { Engine = AntivirusEngine.Clamd, Address = socket } }).Status);
            Assert.Equal(CheckStatus.Fail, FileReading.Ask<Antivirus>(Marked, "a.csv", new FileSettings { Antivirus = new() { Engine = AntivirusEngine.Clamd, Address = socket } }).Status);
        }
        finally
        {
            clamd.Kill();
            clamd.WaitForExit();
        }
    }

    private static (AntivirusState State, string? Threat) Scan(AntivirusClient client, byte[] content)
    {
        using var scan = client.Begin("a.csv", content.Length, TestContext.Current.CancellationToken);
        using var source = new MemorySource(content);
        ContentPass.Run(source, [scan], TestContext.Current.CancellationToken);
        var outcome = scan.Conclude();
        return (outcome.State, outcome.Threat);
    }

    private static FileSettings At(ClamdDouble clamd) => new() { Antivirus = new AntivirusSettings { Engine = AntivirusEngine.Clamd, Address = clamd.Address } };
}
