namespace MlSecPol.Engine.Datasets.Files.Antivirus;

/// <summary>The engine of a run, found and asked for its version once.</summary>
internal sealed class AntivirusClient(AntivirusSettings settings)
{
    // Folders that only the system may write to; nobody else can put a listener there.
    private static readonly string[] CustomarySockets =
        ["/run/clamav/clamd.ctl", "/run/clamav/clamd.sock", "/run/clamd.scan/clamd.sock", "/var/run/clamav/clamd.ctl", "/var/run/clamav/clamd.sock", "/var/run/clamd.scan/clamd.sock"];

    private readonly Lock _asking = new();
    private (ClamdAddress? Address, EngineVersion? Version, AntivirusOutcome? Trouble)? _clamd;

    /// <summary>Begins to look at a file.</summary>
    internal AntivirusScan Begin(string path, long length, CancellationToken token)
    {
        var engine = settings.Engine == AntivirusEngine.Auto ? (OperatingSystem.IsWindows() ? AntivirusEngine.Amsi : AntivirusEngine.Clamd) : settings.Engine;
        if (engine == AntivirusEngine.None) return new NoScan(new AntivirusOutcome(AntivirusState.SwitchedOff, "The settings ask for no antivirus engine"));
        if (engine == AntivirusEngine.Amsi && !OperatingSystem.IsWindows()) return new NoScan(new AntivirusOutcome(AntivirusState.Absent, "AMSI is a part of Windows, and this is none"));
        if (engine == AntivirusEngine.Amsi && OperatingSystem.IsWindows()) return length > settings.MaximumBytes ? TooLong(length, null) : new AmsiScan(path, length);
        var (address, version, trouble) = Clamd(token);
        if (trouble is not null) return new NoScan(trouble);
        return length > settings.MaximumBytes ? TooLong(length, version) : ClamdScan.Begin(address!, version!, settings.SecondsToAnswer, token);
    }

    private NoScan TooLong(long length, EngineVersion? version) =>
        new(new AntivirusOutcome(AntivirusState.LimitReached, $"The file has {length} bytes, more than the {settings.MaximumBytes} that the engine is known to look through (setting datasets.file.antivirus.maximumBytes)") { Engine = version });

    private (ClamdAddress? Address, EngineVersion? Version, AntivirusOutcome? Trouble) Clamd(CancellationToken token)
    {
        lock (_asking)
        {
            return _clamd ??= FindClamd(token);
        }
    }

    private (ClamdAddress? Address, EngineVersion? Version, AntivirusOutcome? Trouble) FindClamd(CancellationToken token)
    {
        if (settings.Address.Length == 0 && !CustomarySockets.Any(File.Exists))
            return (null, null, new AntivirusOutcome(AntivirusState.Absent, "No antivirus engine was found: there is no socket of clamd, and the settings name no address"));
        var text = settings.Address.Length > 0 ? settings.Address : CustomarySockets.First(File.Exists);
        if (ClamdAddress.Parse(text) is not { } address) return (null, null, new AntivirusOutcome(AntivirusState.Absent, $"'{text}' is neither the path of a socket nor tcp://host:port"));
        try
        {
            using var connection = ClamdConnection.Open(address, settings.SecondsToAnswer, token);
            connection.Send("zVERSION\0"u8);
            var answer = connection.Receive();
            if (answer.StartsWith("ClamAV", StringComparison.Ordinal)) return (address, EngineVersion.Parse(answer), null);
            return (null, null, new AntivirusOutcome(AntivirusState.Absent, $"What listens at {address} is not clamd"));
        }
        catch (IOException e)
        {
            return (null, null, new AntivirusOutcome(AntivirusState.Absent, $"The antivirus engine at {address} does not answer: {e.Message.TrimEnd('.')}"));
        }
    }
}
