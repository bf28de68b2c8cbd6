using System.Diagnostics;
using System.Reflection;
using System.Runtime.InteropServices;
using System.Text.Json;
using Xunit;

namespace MlSecPol.Host.Tests;

public partial class HostTests
{
    private static readonly string Root = RepositoryFiles.Root;

    [Fact]
    public void The_main_job_prints_a_table_and_a_summary_and_succeeds()
    {
        var run = Run("-File", "samples/audit.ps1");
        Assert.Equal(0, run.ExitCode);
        Assert.Contains("MS4.UnsafeDeserialization", run.Output, StringComparison.Ordinal);
        Assert.Contains("DS4.DirectIdentifiers", run.Output, StringComparison.Ordinal);
        Assert.Matches("Control +Status +Worst", run.Output);
        Assert.DoesNotContain('\e', run.Output);
        Assert.Empty(run.Error);
    }

    [Fact]
    public void The_gate_ends_with_2_and_says_why_on_standard_error()
    {
        var run = Run("-File", "samples/audit.ps1", "-FailOn", "High");
        Assert.Equal(2, run.ExitCode);
        Assert.Contains("failed with severity High or above", run.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("failed with severity High or above", run.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0, "-Command", "1")]
    [InlineData(7, "-Command", "exit 7")]
    [InlineData(1, "-Command", "throw 'no'")]
    [InlineData(1, "-Command", "Invoke-MlModelAudit samples/models/sensor-weights.npy -CheckId Nope.*")]
    [InlineData(1, "-Command", "Invoke-MlModelAudit samples/models -Recurse -Status Error | Assert-MlSecPolResult")]
    [InlineData(2, "-Command", "Invoke-MlModelAudit samples/hostile -Recurse | Assert-MlSecPolResult -FailOn Critical")]
    [InlineData(4, "-Command", "Invoke-MlModelAudit README.md -CheckId MS4.UnsafeDeserialization | Assert-MlSecPolResult -IncludeNotAssessed")]
    [InlineData(0, "-Command", "Invoke-MlModelAudit README.md | Assert-MlSecPolResult")]
    [InlineData(1, "-Nonsense")]
    [InlineData(1, "-File", "samples/absent.ps1")]
    [InlineData(1, "-OutputFormat", "Yaml", "-Command", "1")]
    [InlineData(1)]
    [InlineData(0, "-Help")]
    [InlineData(0, "-Version")]
    public void Exit_codes_are_as_documented(int expected, params string[] arguments) => Assert.Equal(expected, Run(arguments).ExitCode);

    [Fact]
    public void Json_is_one_object_a_line_and_errors_stay_apart()
    {
        var run = Run("-OutputFormat", "Json", "-Command", "Invoke-MlModelAudit samples/hostile/reduce-system.pkl, samples/absent.pkl");
        Assert.Equal(0, run.ExitCode);
        var results = run.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(l => JsonDocument.Parse(l).RootElement).ToArray();
        var failure = Assert.Single(results, r => r.GetProperty("CheckId").GetString() == "MS4.UnsafeDeserialization");
        Assert.Equal("Fail", failure.GetProperty("Status").GetString());
        Assert.NotEqual(0, failure.GetProperty("Findings").GetArrayLength());
        Assert.Contains("absent.pkl", run.Error, StringComparison.Ordinal);
        Assert.Contains("MlSecPol.Path.NotFound", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Arguments_of_a_script_are_bound_by_name_and_position_as_text()
    {
        var script = Path.Combine(Path.GetTempPath(), $"{Guid.NewGuid():N}.ps1");
        File.WriteAllText(script, "param([string] $Name, [switch] $Loud, [string[]] $Rest) \"$Name|$Loud|$($args.Count)|$Rest\"");
        try
        {
            Assert.Equal("it's $(1+1)|True|0|x", Run("-File", script, "-Name", "it's $(1+1)", "-Loud", "-Rest", "x").Output.Trim());
            Assert.Equal("a b|False|0|", Run("-File", script, "a b", "-Loud:$false").Output.Trim());
        }
        finally
        {
            File.Delete(script);
        }
    }

    [Fact]
    public void Parallel_runspaces_find_the_module()
    {
        var run = Run("-Command", "1..2 | ForEach-Object -Parallel { (Get-MlSecPolPolicy).PolicyId } -ThrottleLimit 2");
        Assert.Equal((0, 2), (run.ExitCode, run.Output.Split("ml-secpol").Length - 1));
    }

    [Fact]
    public void A_prompt_is_an_error_and_never_waits() => Assert.Equal(1, Run("-Command", "Assert-MlSecPolResult -FailOn High").ExitCode);

    [Fact]
    public void Warnings_and_verbose_go_to_standard_error()
    {
        var run = Run("-Command", "$null = Invoke-MlModelAudit samples/models/sensor-weights.npy -Verbose; 'out'");
        Assert.Equal("out", run.Output.Trim());
        Assert.Contains("VERBOSE: ", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Interrupting_ends_with_130()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "signals are sent with kill on Unix");
        using var process = Start("-Command", "while ($true) { }");
        await Task.Delay(4000, TestContext.Current.CancellationToken);
        Assert.Equal(0, Kill(process.Id, 2));
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        await process.WaitForExitAsync(limit.Token);
        Assert.Equal(130, process.ExitCode);
    }

    private static (int ExitCode, string Output, string Error) Run(params string[] arguments)
    {
        using var process = Start(arguments);
        var error = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return (process.ExitCode, output, error.GetAwaiter().GetResult());
    }

    private static Process Start(params string[] arguments)
    {
        var configuration = typeof(HostTests).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().First(a => a.Key == "Configuration").Value!;
        var host = Path.Combine(Root, "src/MlSecPol.Host/bin", configuration, "net10.0", "MlSecPol.Host.dll");
        var start = new ProcessStartInfo(Environment.ProcessPath is { } path && Path.GetFileNameWithoutExtension(path) == "dotnet" ? path : "dotnet", ["exec", host, .. arguments])
        {
            WorkingDirectory = Root,
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        return Process.Start(start)!;
    }

    [LibraryImport("libc", EntryPoint = "kill")]
    private static partial int Kill(int process, int signal);
}
