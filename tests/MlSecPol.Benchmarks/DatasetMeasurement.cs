using MlSecPol.Benchmarks.Inputs;

namespace MlSecPol.Benchmarks;

/// <summary>A large delimited file through <c>Test-MlDataset</c>, beside <c>wc -l</c> and <c>sha256sum</c> of the same file.</summary>
internal static class DatasetMeasurement
{
    private const long Size = 200_000_000;
    private const int Processes = 3;
    private const int RunsPerProcess = 2;

    internal static void Run()
    {
        using var folder = new TemporaryFolder();
        var path = folder.File("readings.csv");
        var rows = ReadingsFile.Write(path, Size);
        var megabytes = new FileInfo(path).Length / 1e6;
        var reports = Enumerable.Range(0, Processes).Select(_ => ChildProcess.RunScript($"Test-MlDataset -LiteralPath '{path}' | ForEach-Object Status", RunsPerProcess)).ToArray();
        var own = Sample.Of(reports.Select(r => r.Runs[0].Milliseconds));

        Console.WriteLine($"## Delimited file, {megabytes:F0} MB, {rows:N0} rows\n\n| Measure | ms (min / median / max) | MB/s at the median | Test-MlDataset takes | processor ms |\n|---|---|---|---|---|");
        Print("wc -l", ChildProcess.Time(5, "wc", "-l", path));
        Print("sha256sum", ChildProcess.Time(5, "sha256sum", path));
        Print("Test-MlDataset, first in its process", own, reports.Select(r => r.Runs[0].ProcessorMilliseconds));
        var again = reports.SelectMany(r => r.Runs.Skip(1)).ToArray();
        Print("Test-MlDataset, again", Sample.Of(again.Select(r => r.Milliseconds)), again.Select(r => r.ProcessorMilliseconds));
        var statuses = reports[0].Runs[0].Outputs.CountBy(s => s, StringComparer.Ordinal).Select(p => $"{p.Value} {p.Key}");
        Console.WriteLine($"\nResults: {string.Join(", ", statuses)}. Peak working set: {reports.Max(r => r.PeakBytes) / 1e6:F0} MB.\n");

        void Print(string name, Sample? wall, IEnumerable<double>? processor = null)
        {
            var cost = processor is null ? string.Empty : $"{Sample.Of(processor).Median:F0}";
            Console.WriteLine(wall is null ? $"| {name} | not on this machine | | | |" : $"| {name} | {wall} | {megabytes / wall.Median * 1000:F0} | {own.Median / wall.Median:F1} × | {cost} |");
        }
    }
}
