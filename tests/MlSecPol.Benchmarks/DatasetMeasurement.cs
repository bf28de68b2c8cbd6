using MlSecPol.Benchmarks.Inputs;

namespace MlSecPol.Benchmarks;

/// <summary>A large table, a label among its columns so that every check has something to do, through <c>Test-MlDataset</c>, beside <c>wc -l</c> and <c>sha256sum</c> of the same file.</summary>
internal static class DatasetMeasurement
{
    private const long Size = 500_000_000;
    private const int Processes = 3;
    private const int RunsPerProcess = 2;

    internal static void Run()
    {
        using var folder = new TemporaryFolder();
        var path = folder.File("customers.csv");
        var rows = CustomersFile.Write(path, Size);
        var megabytes = new FileInfo(path).Length / 1e6;
        var reports = Enumerable.Range(0, Processes).Select(_ => ChildProcess.RunScript($"Test-MlDataset -LiteralPath '{path}' | ForEach-Object Status", RunsPerProcess)).ToArray();
        var own = Sample.Of(reports.Select(r => r.Runs[0].Milliseconds));

        Console.WriteLine($"## Delimited file, {megabytes:F0} MB, {rows:N0} rows\n\n| Measure | ms (min / median / max) | MB/s at the median | Test-MlDataset takes | processor ms | peak memory, MB |\n|---|---|---|---|---|---|");
        PrintPeer("wc -l", ChildProcess.Time(5, "wc", "-l", path));
        PrintPeer("sha256sum", ChildProcess.Time(5, "sha256sum", path));
        var peak = reports.Max(r => r.PeakBytes);
        Print("Test-MlDataset, first in its process", own, $"{Sample.Of(reports.Select(r => r.Runs[0].ProcessorMilliseconds)).Median:F0}", peak);
        var again = reports.SelectMany(r => r.Runs.Skip(1)).ToArray();
        Print("Test-MlDataset, again", Sample.Of(again.Select(r => r.Milliseconds)), $"{Sample.Of(again.Select(r => r.ProcessorMilliseconds)).Median:F0}", peak);
        var statuses = reports[0].Runs[0].Outputs.CountBy(s => s, StringComparer.Ordinal).Select(p => $"{p.Value} {p.Key}");
        Console.WriteLine($"\nResults: {string.Join(", ", statuses)}. The peak of Test-MlDataset counts PowerShell and both runs.\n");

        void PrintPeer(string name, (Sample Milliseconds, long PeakBytes)? measured)
        {
            if (measured is { } peer) Print(name, peer.Milliseconds, string.Empty, peer.PeakBytes);
            else Console.WriteLine($"| {name} | not on this machine | | | | |");
        }

        void Print(string name, Sample wall, string processor, long peakBytes) =>
            Console.WriteLine($"| {name} | {wall} | {megabytes / wall.Median * 1000:F0} | {own.Median / wall.Median:F1} × | {processor} | {peakBytes / 1e6:F0} |");
    }
}
