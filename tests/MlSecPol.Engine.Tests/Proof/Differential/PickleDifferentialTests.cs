using System.Globalization;
using System.Text.Json;
using MlSecPol.Engine.Models.Pickle;
using Xunit;

namespace MlSecPol.Engine.Tests.Proof.Differential;

/// <summary>
/// Generated programs through the machine, through the C unpickler of the CPython that is installed, and through its disassembler.
/// MLSECPOL_DIFFERENTIAL sets how many; <see cref="FuzzTests.SeedVariable"/> chooses others.
/// What the machine may do otherwise than they do stands in <see cref="Tolerance"/>, each with its reason.
/// </summary>
public sealed class PickleDifferentialTests
{
    private const string CountVariable = "MLSECPOL_DIFFERENTIAL";
    private const int Count = 4_000;
    private const int Seed = 20_260_101;
    private const int Shown = 120000;

    [Fact]
    public async Task The_machine_does_what_the_unpickler_does()
    {
        var token = TestContext.Current.CancellationToken;
        var seed = Variable(FuzzTests.SeedVariable) ?? Seed;
        var generator = new PickleGenerator(seed);
        var programs = Enumerable.Range(0, Variable(CountVariable) ?? Count).Select(_ => (Program: generator.Next(), generator.HasBrokenText)).ToList();
        var file = Path.GetTempFileName();
        try
        {
            await File.WriteAllLinesAsync(file, programs.Select(p => Convert.ToHexStringLower(p.Program)), token);
            var script = RepositoryFiles.PathOf("tests", "MlSecPol.Engine.Tests", "Proof", "Differential", "unpickler.py");
            var child = await ChildProcess.Run(ChildProcess.Python, ["-B", script, file], TimeSpan.FromMinutes(10), token);
            Assert.SkipWhen(child is null, $"The comparison with CPython needs {ChildProcess.Python}, which this machine lacks.");
            Assert.True(child.Value.ExitCode == 0, child.Value.Errors);
            var runs = child.Value.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
            Assert.Equal(programs.Count, runs.Length);

            var carried = new HashSet<PickleOpcode>();
            var finished = 0;
            var differing = new List<string>();
            for (var i = 0; i < runs.Length; i++)
            {
                var run = JsonSerializer.Deserialize<UnpicklerRun>(runs[i])!;
                finished += run.Error is null ? 1 : 0;
                var comparison = new Comparison(programs[i].Program, run, programs[i].HasBrokenText, token);
                carried.UnionWith(comparison.Carried);
                if (comparison.Difference is { } difference) differing.Add($"seed {seed}, program {i} [{Convert.ToHexStringLower(programs[i].Program)}]: {difference}");
            }

            Assert.True(differing.Count == 0, $"{differing.Count} of {runs.Length} programs differ:\n{string.Join('\n', differing.Take(Shown))}");
            // A generator whose programs all break, or miss instructions, would prove little.
            Assert.True(finished > runs.Length / 3, $"Only {finished} of {runs.Length} programs come to their end.");
            Assert.Equal(Enum.GetValues<PickleOpcode>().Order(), carried.Order());
        }
        finally
        {
            File.Delete(file);
        }
    }

    private static int? Variable(string name) =>
        int.TryParse(Environment.GetEnvironmentVariable(name), NumberStyles.None, CultureInfo.InvariantCulture, out var value) ? value : null;
}
