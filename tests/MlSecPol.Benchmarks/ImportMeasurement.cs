using System.Globalization;

namespace MlSecPol.Benchmarks;

/// <summary>Import of the staged module beside the import of an empty binary module, each in a fresh process.</summary>
internal static class ImportMeasurement
{
    private const int Processes = 9;
    private const double Goal = 3;

    internal static void Run()
    {
        Console.WriteLine("## Import\n\n| Import, ms (min / median / max) | empty module | MlSecPol | ratio |\n|---|---|---|---|");
        var engineFree = true;
        var cold = Compare("first of the process", manifest => Import(manifest, before: null, ref engineFree));
        Compare("after another module", manifest => Import(manifest, manifest == Repository.EmptyManifest ? Repository.StagedManifest : Repository.EmptyManifest, ref engineFree));
        if (ChildProcess.IsInstalled("pwsh")) Compare("in pwsh", ImportInPwsh);
        Console.WriteLine($"\nGoal at most {Goal:F0} × the empty module: {(cold <= Goal ? "met" : "MISSED")}.");
        if (!engineFree) throw new InvalidOperationException("The import loaded the engine, which only a command may do.");
        PrintOpenedFiles();
    }

    private static double Compare(string name, Func<string, double> import)
    {
        // Taken in turns, so that a change of the machine's mood meets both.
        var pairs = Enumerable.Range(0, Processes).Select(_ => (Empty: import(Repository.EmptyManifest), Own: import(Repository.StagedManifest))).ToArray();
        var (empty, own) = (Sample.Of(pairs.Select(p => p.Empty)), Sample.Of(pairs.Select(p => p.Own)));
        var ratio = own.Median / empty.Median;
        Console.WriteLine($"| {name} | {empty} | {own} | {ratio:F2} |");
        return ratio;
    }

    private static double Import(string manifest, string? before, ref bool engineFree)
    {
        var report = before is null ? ChildProcess.Measure("-Module", manifest) : ChildProcess.Measure("-Module", manifest, "-Before", before);
        engineFree &= !report.ImportedAssemblies.Contains("MlSecPol.Engine", StringComparer.Ordinal);
        return report.ImportMilliseconds;
    }

    private static double ImportInPwsh(string manifest)
    {
        var script = $"$clock = [Diagnostics.Stopwatch]::StartNew(); Import-Module -Name '{manifest}'; $clock.Elapsed.TotalMilliseconds.ToString('R')";
        return double.Parse(ChildProcess.Run("pwsh", ["-NoProfile", "-NonInteractive", "-Command", script]).Output, CultureInfo.InvariantCulture);
    }

    private static void PrintOpenedFiles()
    {
        if (!ChildProcess.IsInstalled("strace")) return;
        using var folder = new TemporaryFolder();
        var (trace, mark) = (folder.File("trace"), folder.File("mark"));
        ChildProcess.Run("strace", ["-f", "-y", "-e", "trace=open,openat", "-o", trace, "dotnet", Repository.Shell, "-Module", Repository.StagedManifest, "-Mark", mark]);
        var module = Path.GetDirectoryName(Repository.StagedManifest)!;
        var opened = File.ReadLines(trace)
            .SkipWhile(l => !l.Contains($"{mark}.begin", StringComparison.Ordinal))
            .TakeWhile(l => !l.Contains($"{mark}.end", StringComparison.Ordinal))
            .Where(l => l.Contains('"') && !l.Contains("= -1", StringComparison.Ordinal))
            .Select(l => l.Split('"')[1])
            .Where(p => !p.StartsWith("/proc/", StringComparison.Ordinal) && !p.StartsWith("/sys/", StringComparison.Ordinal))
            .CountBy(p => p.StartsWith(module, StringComparison.Ordinal) ? Path.GetRelativePath(module, p) : $"outside the module: {Path.GetFileName(p)}", StringComparer.Ordinal)
            .OrderBy(p => p.Key, StringComparer.Ordinal);
        Console.WriteLine("\nFiles opened during the import (times):\n");
        foreach (var (path, times) in opened) Console.WriteLine($"* {path} ({times})");
    }
}
