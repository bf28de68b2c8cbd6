using System.Text.Json;
using MlSecPol.Engine.Artifacts;
using MlSecPol.Engine.Models.Pickle;

namespace MlSecPol.Engine.Tests.Proof.Differential;

/// <summary>One program in three readings, and in what they differ.</summary>
internal sealed class Comparison
{
    private readonly byte[] _program;
    private readonly UnpicklerRun _run;
    private readonly PickleReport _report;
    private readonly PickleTrace _trace = new();

    public Comparison(byte[] program, UnpicklerRun run, bool hasBrokenText, CancellationToken token)
    {
        (_program, _run) = (program, run);
        using var source = new MemorySource(program);
        _report = PickleMachine.Analyse(source, new PickleLimits(), _trace, token);
        Difference = OfEvents(hasBrokenText) ?? OfEnd() ?? OfInstructions(source);
    }

    /// <summary>The instructions that the machine carried out.</summary>
    public IEnumerable<PickleOpcode> Carried => _trace.Offsets.Select(o => (PickleOpcode)_program[o]).Where(Enum.IsDefined);

    /// <summary>In what the readings differ beyond what is tolerated; null when in nothing.</summary>
    public string? Difference { get; }

    private bool IsStraddled => _report.Divergences.Any(d => d.Kind == PickleDivergenceKind.FrameStraddled);

    private bool IsFinished => _report.Streams.Count > 0;

    /// <summary>Everything that the unpickler did the machine must have seen, in that order; and no more, where the unpickler came to the end.</summary>
    private string? OfEvents(bool hasBrokenText)
    {
        // Behind the end of the first program the machine goes on, as a loader of several does.
        var end = IsFinished ? _report.Streams[0].End : long.MaxValue;
        var imports = _run.Events.Where(e => e[0] == "import").ToList();
        if (IsStraddled)
        {
            // Which bytes are lost depends on how the unpickler is given the file; each of its imports must be in one reading.
            var known = _report.Imports.Select(PickleWords.Written).ToHashSet(StringComparer.Ordinal);
            return imports.FirstOrDefault(i => !known.Contains(i[1])) is { } unseen ? $"imports {unseen[1]}, which no reading knows" : null;
        }

        var seen = _report.Imports.Where(i => i is { IsResolved: true, IsDerived: false, Depth: 0, Reading: PickleReading.Primary } && i.Offset < end).ToList();
        if (Compare("imports", imports.Select(i => i[1]), seen.Select(PickleWords.Written)) is { } difference) return difference;
        foreach (var import in seen.Where(i => i.Protocol < 3))
        {
            if (imports.Find(i => i[1] == PickleWords.Written(import)) is { } same && same[2].TrimEnd('.') != import.FullName.TrimEnd('.')) return $"{same[1]} is {same[2]}, not {import.FullName}";
        }

        if (hasBrokenText) return null;
        var calls = _report.Calls.Where(c => c is { Depth: 0, Reading: PickleReading.Primary } && c.Offset < end).Select(PickleWords.Of);
        return Compare("calls", _run.Events.Where(e => e[0] is "call" or "build" or "items").Select(PickleWords.Of), calls);
    }

    private string? Compare(string what, IEnumerable<string> expected, IEnumerable<string> seen)
    {
        var wanted = expected.Distinct(StringComparer.Ordinal).ToList();
        var got = seen.Distinct(StringComparer.Ordinal).ToList();
        var isSame = _run.Error is null ? wanted.SequenceEqual(got, StringComparer.Ordinal) : wanted.SequenceEqual(got.Take(wanted.Count), StringComparer.Ordinal);
        return isSame ? null : $"{what} {string.Join(" | ", wanted)} ({_run.Error ?? "ends"}), the machine {string.Join(" | ", got)} ({_report.Gap?.Reason ?? "ends"})";
    }

    /// <summary>Where the unpickler comes to the end the machine does at the same byte; where it refuses the machine does, unless there is a reason.</summary>
    private string? OfEnd()
    {
        if (IsStraddled) return null;
        if (_run.Error is null)
        {
            if (!IsFinished) return $"the unpickler ends, the machine refuses: {_report.Gap?.Reason}";
            return _report.Streams[0].End == _run.End ? null : $"the unpickler ends at {_run.End}, the machine at {_report.Streams[0].End}";
        }

        // A frame that is longer than the content is a finding by itself.
        return IsFinished && !Tolerance.OfUnpickler(_run.Error) && !_report.Divergences.Any(d => d.Kind == PickleDivergenceKind.FrameTooLong)
            ? $"the unpickler refuses ({_run.Error}), the machine ends"
            : null;
    }

    // Two lines stand in one argument of the disassembler.
    private static string Quoted(string name, string argument) => name switch
    {
        // The listing escapes what could confuse a reader.
        _ when argument.Length == 0 || argument.AsSpan().ContainsAny('\\', '\'') => string.Empty,
        "GLOBAL" or "INST" => $"'{argument.Replace(" ", "' '", StringComparison.Ordinal)}'",
        "PERSID" or "BINUNICODE" or "SHORT_BINUNICODE" or "BINUNICODE8" => $"'{argument}'",
        _ => argument,
    };

    /// <summary>Offsets, names and arguments, as far as both go.</summary>
    private string? OfInstructions(ByteSource source)
    {
        var lines = PickleListing.Of(source, _report, _trace).Split('\n', StringSplitOptions.RemoveEmptyEntries).Where(l => !l.StartsWith('…')).ToList();
        var end = IsFinished ? _report.Streams[0].End : long.MaxValue;
        var carried = _trace.Offsets.TakeWhile(o => o < end).ToList();
        var common = Math.Min(carried.Count, _run.Instructions.Count);
        for (var i = 0; i < common; i++)
        {
            var offset = ((JsonElement)_run.Instructions[i][0]!).GetInt64();
            var name = ((JsonElement)_run.Instructions[i][1]!).GetString()!;
            if (offset != carried[i]) return $"instruction {i} stands at {offset} for the disassembler and at {carried[i]} for the machine";
            var line = lines[i].TrimStart();
            var words = line[line.IndexOf(' ', StringComparison.Ordinal)..].TrimStart();
            if (!words.StartsWith(name, StringComparison.Ordinal)) return $"the disassembler reads {name} at {offset}, the machine: {line}";
            if (_run.Instructions[i][2] is JsonElement { ValueKind: JsonValueKind.String } shown && Quoted(name, shown.GetString()!) is { Length: > 0 } argument
                && !name.EndsWith("STRING", StringComparison.Ordinal) && name is not ("UNICODE" or "GET" or "PUT")
                && !words[name.Length..].TrimStart().StartsWith(argument, StringComparison.Ordinal))
                return $"the disassembler reads {name} {argument} at {offset}, the machine: {line}";
        }

        if (_run.Refusal is null && IsFinished && carried.Count != _run.Instructions.Count) return $"the disassembler sees {_run.Instructions.Count} instructions, the machine {carried.Count}";
        if (_run.Refusal is not null && carried.Count > _run.Instructions.Count + 1 && !Tolerance.OfDisassembler(_run.Refusal)) return $"the disassembler refuses ({_run.Refusal}), the machine goes on";
        return null;
    }
}
