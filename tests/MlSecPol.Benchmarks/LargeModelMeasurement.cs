using MlSecPol.Benchmarks.Inputs;

namespace MlSecPol.Benchmarks;

/// <summary>Models of a gibibyte whose tensors nobody needs to read: what an audit costs must not depend on them.</summary>
internal static class LargeModelMeasurement
{
    private const long TensorBytes = 1L << 30;
    private const int Processes = 3;

    internal static void Run()
    {
        using var folder = new TemporaryFolder();
        (string Name, Action<string> Write)[] models =
        [
            ("model.pt", path => LargeModel.WritePyTorch(path, TensorBytes)),
            ("model.safetensors", path => LargeModel.WriteSafeTensors(path, TensorBytes)),
        ];
        Console.WriteLine("## Models of 1 GiB (sparse files)\n\n| Model | first in its process, ms | again, ms | KB read, again | peak working set, MB |\n|---|---|---|---|---|");
        var results = new List<string>();
        foreach (var (name, write) in models)
        {
            var path = folder.File(name);
            write(path);
            var reports = Enumerable.Range(0, Processes).Select(_ => ChildProcess.RunScript($"Invoke-MlModelAudit -LiteralPath '{path}' | ForEach-Object Status", runs: 3)).ToArray();
            var again = reports.SelectMany(r => r.Runs.Skip(1)).ToArray();
            var read = again[^1].BytesRead is { } bytes ? $"{bytes / 1e3:F0}" : "not told by this system";
            Console.WriteLine($"| {name} | {Sample.Of(reports.Select(r => r.Runs[0].Milliseconds))} | {Sample.Of(again.Select(r => r.Milliseconds))} | {read} | {reports.Max(r => r.PeakBytes) / 1e6:F0} |");
            results.Add($"{name}: {string.Join(", ", again[^1].Outputs.CountBy(s => s, StringComparer.Ordinal).Select(p => $"{p.Value} {p.Key}"))}.");
        }

        Console.WriteLine($"\nResults: {string.Join(" ", results)}\n");
    }
}
