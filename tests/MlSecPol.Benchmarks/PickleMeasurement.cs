using System.Diagnostics;
using MlSecPol.Benchmarks.Inputs;

namespace MlSecPol.Benchmarks;

/// <summary>Many small pickles through <c>Invoke-MlModelAudit</c>, beside the mere reading of the same files and beside picklescan.</summary>
internal static class PickleMeasurement
{
    private const int Files = 2_000;
    private const int Turns = 5;
    private const int RunsPerProcess = 6;
    private const int PeerRunsPerProcess = 3;

    internal static void Run()
    {
        using var folder = new TemporaryFolder();
        var bytes = PickleCorpus.Write(folder.Path, Files);
        var audit = $"Invoke-MlModelAudit -LiteralPath '{folder.Path}' -Recurse";
        Console.WriteLine($"## {Files} small pickles, {bytes / 1e6:F1} MB\n");
        var peer = PicklescanPeer.Find();
        ReadAll(folder.Path);
        var (floor, kept, flowing, scans, commands) = (new List<double>(), new List<ShellReport>(), new List<ShellReport>(), new List<PeerRun>(), new List<double>());
        for (var turn = 0; turn < Turns; turn++)
        {
            // Taken in turns, so that a change of the machine's mood meets all.
            floor.Add(ReadAll(folder.Path));
            kept.Add(ChildProcess.RunScript($"$r = {audit}; $r.Count", RunsPerProcess));
            if (peer is not null) scans.AddRange(peer.ScanInProcess(folder.Path, PeerRunsPerProcess));
            if (peer is not null) commands.Add(peer.ScanByCommand(folder.Path));
            flowing.Add(ChildProcess.RunScript($"$n = 0; {audit} | ForEach-Object {{ if ($_.Status -eq 'Fail') {{ $n++ }} }}; $n", RunsPerProcess));
        }

        var ownFirst = Sample.Of(kept.Select(r => r.Runs[0].Milliseconds)).Median;
        var ownAgain = Sample.Of(kept.SelectMany(r => r.Runs.Skip(1)).Select(r => r.Milliseconds)).Median;
        Console.WriteLine("| Measure | ms (min / median / max) | files/s at the median | × reading | processor ms | × the audit, first | × the audit, again |\n|---|---|---|---|---|---|---|");
        Print("reading the files, one thread, warm cache", Sample.Of(floor), string.Empty);
        PrintOwn("audit kept in a variable, first in its session", kept.Select(r => r.Runs[0]));
        PrintOwn("audit kept in a variable, again", kept.SelectMany(r => r.Runs.Skip(1)));
        PrintOwn("audit through ForEach-Object, first in its session", flowing.Select(r => r.Runs[0]));
        PrintOwn("audit through ForEach-Object, again", flowing.SelectMany(r => r.Runs.Skip(1)));
        if (peer is not null)
        {
            Print("picklescan, in one process, imported before", Sample.Of(scans.Select(s => s.Milliseconds)), $"{Sample.Of(scans.Select(s => s.ProcessorMilliseconds)).Median:F0}");
            Print("picklescan, its command, start of python included", Sample.Of(commands), string.Empty);
        }

        Console.WriteLine($"\nFailed results in each run: {Distinct(flowing.SelectMany(r => r.Runs).Select(r => r.Outputs.Single()))}. Results: {Distinct(kept.SelectMany(r => r.Runs).Select(r => r.Outputs.Single()))}. "
            + $"Dangerous to picklescan: {Distinct(scans.Select(s => $"{s.Hits} of {s.Files}"))}. Peak working set: {kept.Max(r => r.PeakBytes) / 1e6:F0} MB kept, {flowing.Max(r => r.PeakBytes) / 1e6:F0} MB flowing.\n");

        void PrintOwn(string name, IEnumerable<ShellRun> runs) => Print(name, Sample.Of(runs.Select(r => r.Milliseconds)), $"{Sample.Of(runs.Select(r => r.ProcessorMilliseconds)).Median:F0}");

        void Print(string name, Sample wall, string processor) =>
            Console.WriteLine($"| {name} | {wall} | {Files / wall.Median * 1000:N0} | {wall.Median / Sample.Of(floor).Median:F1} | {processor} | {wall.Median / ownFirst:F1} | {wall.Median / ownAgain:F1} |");
    }

    private static string Distinct(IEnumerable<string> values) => string.Join(", ", values.Distinct(StringComparer.Ordinal));

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
