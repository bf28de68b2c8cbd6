using System.Diagnostics;
using MlSecPol.Benchmarks.Inputs;

namespace MlSecPol.Benchmarks;

/// <summary>Many small pickles through <c>Invoke-MlModelAudit</c>, beside the mere reading of the same files.</summary>
internal static class PickleMeasurement
{
    private const int Files = 2_000;
    private const int Processes = 3;
    private const int RunsPerProcess = 4;

    internal static void Run()
    {
        using var folder = new TemporaryFolder();
        var bytes = PickleCorpus.Write(folder.Path, Files);
        ReadAll(folder.Path);
        var floor = Sample.Of([.. Enumerable.Range(0, 9).Select(_ => ReadAll(folder.Path))]);
        var script = $"$n = 0; Invoke-MlModelAudit -LiteralPath '{folder.Path}' -Recurse | ForEach-Object {{ if ($_.Status -eq 'Fail') {{ $n++ }} }}; $n";
        var reports = Enumerable.Range(0, Processes).Select(_ => ChildProcess.RunScript(script, RunsPerProcess)).ToArray();
        var failures = reports.SelectMany(r => r.Runs).Select(r => r.Outputs.Single()).Distinct(StringComparer.Ordinal).ToArray();

        Console.WriteLine($"## {Files} small pickles, {bytes / 1e6:F1} MB\n\n| Measure | ms (min / median / max) | files/s at the median | × reading | processor ms |\n|---|---|---|---|---|");
        Console.WriteLine($"| reading the files, one thread, warm cache | {floor} | {Files / floor.Median * 1000:N0} | 1.0 | |");
        Print("Invoke-MlModelAudit, first in its process", reports.Select(r => r.Runs[0]));
        Print("Invoke-MlModelAudit, again", reports.SelectMany(r => r.Runs.Skip(1)));
        Console.WriteLine($"\nFailed results in each run: {string.Join(", ", failures)}. Peak working set: {reports.Max(r => r.PeakBytes) / 1e6:F0} MB.\n");

        void Print(string name, IEnumerable<ShellRun> runs)
        {
            var (wall, processor) = (Sample.Of(runs.Select(r => r.Milliseconds)), Sample.Of(runs.Select(r => r.ProcessorMilliseconds)));
            Console.WriteLine($"| {name} | {wall} | {Files / wall.Median * 1000:N0} | {wall.Median / floor.Median:F1} | {processor.Median:F0} |");
        }
    }

    private static double ReadAll(string folder)
    {
        var buffer = new byte[64 * 1024];
        var clock = Stopwatch.StartNew();
        foreach (var path in Directory.EnumerateFiles(folder))
        {
            using var handle = File.OpenHandle(path);
            for (long offset = 0; RandomAccess.Read(handle, buffer, offset) is > 0 and var read;) offset += read;
        }

        return clock.Elapsed.TotalMilliseconds;
    }
}
