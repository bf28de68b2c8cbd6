using System.Diagnostics;
using System.Security.Cryptography;
using MlSecPol.Benchmarks.Inputs;

namespace MlSecPol.Benchmarks;

/// <summary>The audit with <c>-Hash</c> beside the fastest SHA-256 of the same file: that of the framework, which is the system's, and <c>openssl</c> where it is.</summary>
internal static class HashMeasurement
{
    private const long TensorBytes = 1L << 30;
    private const int Turns = 5;
    private const double Goal = 1.1;

    internal static void Run()
    {
        using var folder = new TemporaryFolder();
        var path = folder.File("model.safetensors");
        LargeModel.WriteSafeTensors(path, TensorBytes);
        Hash(path);
        var (framework, command, own) = (new List<(double Wall, double Processor)>(), new List<double>(), new List<ShellReport>());
        for (var turn = 0; turn < Turns; turn++)
        {
            framework.Add(Hash(path));
            if (ChildProcess.Time(1, "openssl", "dgst", "-sha256", path) is { } measured) command.Add(measured.Milliseconds.Median);
            own.Add(ChildProcess.RunScript($"@(Invoke-MlModelAudit -LiteralPath '{path}' -Hash)[0].Facts.Sha256", runs: 3));
        }

        var again = own.SelectMany(r => r.Runs.Skip(1)).ToArray();
        Console.WriteLine($"## SHA-256 of a model of {TensorBytes >> 20} MiB\n\n| Measure | ms (min / median / max) | audit / this | processor ms | audit / this |\n|---|---|---|---|---|");
        var (wall, processor) = (Sample.Of(again.Select(r => r.Milliseconds)), Sample.Of(again.Select(r => r.ProcessorMilliseconds)));
        Print("Invoke-MlModelAudit -Hash, again", wall, processor.Median);
        Print("SHA256 of the framework, over a file stream", Sample.Of(framework.Select(f => f.Wall)), Sample.Of(framework.Select(f => f.Processor)).Median);
        if (command.Count > 0) Print("openssl dgst -sha256, a process", Sample.Of(command), null);
        else Console.WriteLine("| openssl dgst -sha256 | not on this machine | | | |");
        var fastest = Math.Min(Sample.Of(framework.Select(f => f.Wall)).Median, command.Count > 0 ? Sample.Of(command).Median : double.MaxValue);
        Console.WriteLine($"\nGoal at most {Goal} × the fastest: {(wall.Median <= Goal * fastest ? "met" : "MISSED")}.\n");

        void Print(string name, Sample time, double? used) => Console.WriteLine($"| {name} | {time} | {wall.Median / time.Median:F2} | {used:F0} | {processor.Median / used:F2} |");
    }

    private static (double Wall, double Processor) Hash(string path)
    {
        var (clock, before) = (Stopwatch.StartNew(), Environment.CpuUsage.TotalTime);
        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 1);
        SHA256.HashData(file);
        return (clock.Elapsed.TotalMilliseconds, (Environment.CpuUsage.TotalTime - before).TotalMilliseconds);
    }
}
