using MlSecPol.Benchmarks.Inputs;

namespace MlSecPol.Benchmarks;

/// <summary>A folder of ten thousand small models: what the audit keeps in memory must not grow with their number.</summary>
internal static class FolderMeasurement
{
    private const int Files = 10_000;
    private const int Others = 500;
    private const int Processes = 3;
    private const long GoalBytes = 256L << 20;

    internal static void Run()
    {
        using var folder = new TemporaryFolder();
        PickleCorpus.Write(folder.Path, Files - (2 * Others));
        for (var i = 0; i < Others; i++)
        {
            LargeModel.WriteSafeTensors(folder.File($"weights{i:D4}.safetensors"), 4096);
            LargeModel.WritePyTorch(folder.File($"model{i:D4}.pt"), 4096);
        }

        var audit = $"Invoke-MlModelAudit -LiteralPath '{folder.Path}' -Recurse";
        Console.WriteLine($"## A folder of {Files:N0} models\n\n| Results | ms (min / median / max) | files/s at the median | processor ms | peak working set, MB |\n|---|---|---|---|---|");
        var flowing = Print("flow through the pipeline, failures kept", $"@({audit} | Where-Object Status -eq Fail).Count");
        Print("chosen by -Status Fail", $"({audit} -Status Fail).Count");
        Print("all kept in a variable", $"$r = {audit}; $r.Count");
        Console.WriteLine($"\nThe peak counts PowerShell. Goal at most {GoalBytes >> 20} MiB for results that flow: {(flowing <= GoalBytes ? "met" : "MISSED")}.\n");
    }

    private static long Print(string name, string script)
    {
        var reports = Enumerable.Range(0, Processes).Select(_ => ChildProcess.RunScript(script, runs: 1)).ToArray();
        var (wall, peak) = (Sample.Of(reports.Select(r => r.Runs[0].Milliseconds)), reports.Max(r => r.PeakBytes));
        Console.WriteLine($"| {name}: {reports[0].Runs[0].Outputs.Single()} | {wall} | {Files / wall.Median * 1000:N0} | {Sample.Of(reports.Select(r => r.Runs[0].ProcessorMilliseconds)).Median:F0} | {peak / 1e6:F0} |");
        return peak;
    }
}
