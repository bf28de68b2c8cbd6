using System.Text.Json;
using Xunit;

namespace MlSecPol.Engine.Tests.Models.Pickle;

/// <summary>
/// Compares the machine with what the C unpickler of CPython 3.11 was seen to import: each program was run there with a find_class that records
/// and gives harmless stand-ins. The record is data; no Python is needed here.
/// </summary>
public sealed class UnpicklerTruthTests
{
    [Fact]
    public void EveryProgramImportsWhatTheUnpicklerImports()
    {
        using var stream = typeof(UnpicklerTruthTests).Assembly.GetManifestResourceStream("models/cpython-find-class.json")!;
        using var document = JsonDocument.Parse(stream);
        var wrong = new List<string>();
        foreach (var program in document.RootElement.EnumerateArray())
        {
            var report = PickleAssembler.Analyse(Convert.FromHexString(program.GetProperty("hex").GetString()!));
            var expected = program.GetProperty("imports").EnumerateArray().Select(i => $"{i[0]}.{i[1]}").Distinct(StringComparer.Ordinal).ToList();
            var seen = report.Imports.Where(i => i.IsResolved && !i.IsDerived).Select(i => i.WrittenAs ?? i.FullName).ToList();
            var error = program.GetProperty("error").GetString();
            // A refusal that hangs on what the stand-ins are ("must be a type") may not happen with the real things: there the machine may go on.
            var isWrong = program.GetProperty("definite").GetBoolean()
                ? !seen.SequenceEqual(expected, StringComparer.Ordinal) || (error is null) != (report.Streams.Count > 0)
                : !seen.Take(expected.Count).SequenceEqual(expected, StringComparer.Ordinal);
            if (isWrong)
                wrong.Add($"{program.GetProperty("name")} [{program.GetProperty("hex")}]: expected {string.Join(' ', expected)} ({error ?? "ends"}), saw {string.Join(' ', seen)} ({report.Gap?.Reason ?? "ends"})");
        }

        Assert.Equal(509, document.RootElement.GetArrayLength());
        Assert.True(wrong.Count == 0, string.Join('\n', wrong));
    }
}
