using System.Diagnostics;

namespace MlSecPol.Engine.Tests.Proof;

/// <summary>Programs that the tests run beside themselves: never longer than they may, and what they said is kept.</summary>
internal static class ChildProcess
{
    /// <summary>The interpreter that has the libraries of the system; MLSECPOL_PYTHON names another one.</summary>
    public static string Python { get; } = Environment.GetEnvironmentVariable("MLSECPOL_PYTHON") is { Length: > 0 } chosen ? chosen
        : File.Exists("/usr/bin/python3") ? "/usr/bin/python3"
        : "python3";

    /// <summary>Runs a program to its end; null when it is not there. One that takes too long is ended and throws.</summary>
    public static async Task<(int ExitCode, string Output, string Errors)?> Run(
        string program, IEnumerable<string> arguments, TimeSpan atMost, CancellationToken token, params IEnumerable<(string Name, string Value)> environment)
    {
        var start = new ProcessStartInfo(program, arguments) { UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var (name, value) in environment) start.Environment[name] = value;
        using var child = new Process { StartInfo = start };
        try
        {
            child.Start();
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return null;
        }

        var output = child.StandardOutput.ReadToEndAsync(token);
        var errors = child.StandardError.ReadToEndAsync(token);
        try
        {
            await child.WaitForExitAsync(token).WaitAsync(atMost, token);
        }
        finally
        {
            if (!child.HasExited) child.Kill(entireProcessTree: true);
        }

        return (child.ExitCode, await output, await errors);
    }
}
