using System.ComponentModel;
using System.Diagnostics;
using System.Text.Json;

namespace MlSecPol.Benchmarks;

/// <summary>Runs measuring processes and peers.</summary>
internal static class ChildProcess
{
    /// <summary>Runs the measuring shell and gives its report.</summary>
    internal static ShellReport Measure(params IEnumerable<string> arguments)
    {
        var (_, output) = Run(Environment.ProcessPath is { } host && Path.GetFileNameWithoutExtension(host) == "dotnet" ? host : "dotnet", [Repository.Shell, .. arguments]);
        return JsonSerializer.Deserialize<ShellReport>(output) ?? throw new InvalidOperationException("The measuring process gave no report.");
    }

    /// <summary>Runs a script in the measuring shell with the staged module and fails on any error record.</summary>
    internal static ShellReport RunScript(string script, int runs)
    {
        var report = Measure("-Module", Repository.StagedManifest, "-Script", script, "-Runs", $"{runs}");
        var error = report.Runs.SelectMany(r => r.Errors).FirstOrDefault();
        return error is null ? report : throw new InvalidOperationException($"{script}: {error}");
    }

    /// <summary>Times a program that writes little, from its start to its end, and watches its peak working set.</summary>
    /// <returns>Null when there is no such program here.</returns>
    internal static (Sample Milliseconds, long PeakBytes)? Time(int times, string program, params string[] arguments)
    {
        try
        {
            long peak = 0;
            return (Sample.Of([.. Enumerable.Range(0, times).Select(_ => TimeOnce(program, arguments, ref peak))]), peak);
        }
        catch (Win32Exception)
        {
            return null;
        }
    }

    private static double TimeOnce(string program, string[] arguments, ref long peak)
    {
        var clock = Stopwatch.StartNew();
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, UseShellExecute = false })!;
        try
        {
            // The system forgets the peak when the process ends, so it is asked while it runs.
            do
            {
                process.Refresh();
                peak = Math.Max(peak, process.PeakWorkingSet64);
            }
            while (!process.WaitForExit(TimeSpan.FromMilliseconds(2)));
        }
        catch (InvalidOperationException)
        {
            // It ended between two looks.
            process.WaitForExit();
        }

        return clock.Elapsed.TotalMilliseconds;
    }

    /// <summary>Whether a program is on this machine.</summary>
    internal static bool IsInstalled(string program)
    {
        try
        {
            Run(program, ["--version"]);
            return true;
        }
        catch (Win32Exception)
        {
            return false;
        }
    }

    /// <summary>Runs a program to its end.</summary>
    /// <exception cref="Win32Exception">There is no such program.</exception>
    /// <exception cref="InvalidOperationException">It ended with another code than 0.</exception>
    internal static (double Milliseconds, string Output) Run(string program, IEnumerable<string> arguments)
    {
        var start = new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, UseShellExecute = false };
        start.Environment["POWERSHELL_TELEMETRY_OPTOUT"] = "1";
        start.Environment["POWERSHELL_UPDATECHECK"] = "Off";
        var clock = Stopwatch.StartNew();
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        var elapsed = clock.Elapsed.TotalMilliseconds;
        return process.ExitCode == 0 ? (elapsed, output) : throw new InvalidOperationException($"{program} ended with code {process.ExitCode}.");
    }
}
