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
        var child = await ChildProcess.Run(
            "dotnet",
            [typeof(FuzzTests).Assembly.Location, "-class", typeof(FuzzTests).FullName!, "-noColor"],
            TimeSpan.FromMinutes(3),
            TestContext.Current.CancellationToken,
            (LimitVariable, HeapLimit),
            (FuzzTests.SeedVariable, "7919"),
            (FuzzTests.SecondsVariable, "5"));
        Assert.NotNull(child);
        var said = child.Value.Output + child.Value.Errors;
        Assert.True(child.Value.ExitCode == 0, said);
        // Nothing else shows that the child ran the tests and not an empty selection.
        var tests = typeof(FuzzTests).GetMethods().Count(m => m.IsDefined(typeof(FactAttribute), inherit: false));
        Assert.Contains($"Total: {tests}", said, StringComparison.Ordinal);
    }
}
