using System.Diagnostics;
using Xunit;

namespace MlSecPol.Cmdlets.Tests;

/// <summary>Runs tests/pester in a real PowerShell where one is installed with Pester; elsewhere it is reported as skipped, with the reason.</summary>
public sealed class PesterTests
{
    [Fact]
    public async Task The_Pester_tests_pass()
    {
        var (found, _) = await RunAsync("-Command", "if ($PSVersionTable.PSVersion -lt [version]'7.6' -or -not (Get-Module -ListAvailable Pester | Where-Object Version -GE '5.5')) { exit 1 }");
        Assert.SkipUnless(found == 0, "SKIPPED: tests/pester needs PowerShell 7.6 (pwsh) and Pester 5.5 or later, which this machine lacks.");

        var (code, output) = await RunAsync("-File", Path.Combine(Repository.Root, "tests", "pester", "Invoke-Tests.ps1"));
        Assert.True(code == 0, output);
    }

    /// <summary>Runs pwsh; the code is null when there is none.</summary>
    private static async Task<(int? Code, string Output)> RunAsync(params string[] arguments)
    {
        ProcessStartInfo start = new("pwsh", ["-NoProfile", "-NonInteractive", .. arguments])
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = Repository.Root,
            Environment = { ["NO_COLOR"] = "1", ["POWERSHELL_TELEMETRY_OPTOUT"] = "1", ["POWERSHELL_UPDATECHECK"] = "Off" },
        };
        try
        {
            using var process = Process.Start(start)!;
            var token = TestContext.Current.CancellationToken;
            var output = process.StandardOutput.ReadToEndAsync(token);
            var errors = process.StandardError.ReadToEndAsync(token);
            await process.WaitForExitAsync(token);
            return (process.ExitCode, await output + await errors);
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return (null, string.Empty);
        }
    }
}
