using System.Diagnostics;
using Xunit;

namespace MlSecPol.Engine.Tests.Proof;

/// <summary>The damaged files once more, with other damage, in a process whose managed heap the runtime itself holds below 256 MB.</summary>
public sealed class MemoryCeilingTests
{
    internal const string LimitVariable = "DOTNET_GCHeapHardLimit";

    // Hexadecimal without prefix, as the runtime reads it: 256 MiB.
    private const string HeapLimit = "10000000";

    [Fact]
    public async Task Damaged_files_are_audited_below_256_MB()
    {
        using var child = new Process { StartInfo = Child() };
        Assert.True(child.Start());
        var output = child.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        var errors = child.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        try
        {
            await child.WaitForExitAsync(TestContext.Current.CancellationToken).WaitAsync(TimeSpan.FromMinutes(3), TestContext.Current.CancellationToken);
        }
        finally
        {
            if (!child.HasExited) child.Kill(entireProcessTree: true);
        }

        var said = await output + await errors;
        Assert.True(child.ExitCode == 0, said);
        // Nothing else shows that the child ran the tests and not an empty selection.
        Assert.Contains("Total: 3", said, StringComparison.Ordinal);
    }

    private static ProcessStartInfo Child()
    {
        var start = new ProcessStartInfo("dotnet", [typeof(FuzzTests).Assembly.Location, "-class", typeof(FuzzTests).FullName!, "-noColor"])
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment[LimitVariable] = HeapLimit;
        start.Environment[FuzzTests.SeedVariable] = "7919";
        return start;
    }
}
