using MlSecPol.Engine.Checks;
using MlSecPol.Engine.Models.Pickle;

namespace MlSecPol.Engine.Models.ImportPolicy;

/// <summary>Makes findings of what the pickles of one content import, call and change.</summary>
internal sealed class ProgramJudge
{

    private readonly UnsafeImportPolicy _policy;
    private readonly ArgumentJudge _arguments;
    private readonly PickleProgram _program;
    private readonly HashSet<string> _used = new(StringComparer.Ordinal);
    private readonly HashSet<string> _run = new(StringComparer.Ordinal);
    private readonly Dictionary<string, PickleCall> _firstCalls = new(StringComparer.Ordinal);
    private readonly Dictionary<string, (ImportJudgement Judgement, PickleCall Call)> _misused = new(StringComparer.Ordinal);
    private readonly Dictionary<(string Rule, string Subject), int> _index = [];
    private readonly List<Finding> _findings = [];

    private ProgramJudge(PickleProgram program, UnsafeImportPolicy policy)
    {
        _program = program;
        _policy = policy;
        _arguments = new ArgumentJudge(policy);
    }

    /// <summary>The findings, in the order of the content; what is allowed leaves none.</summary>
    public static IReadOnlyList<Finding> Judge(PickleProgram program, UnsafeImportPolicy policy)
    {
        var judge = new ProgramJudge(program, policy);
        judge.Run();
        return judge._findings;
    }

    private void Run()
    {
        foreach (var call in _program.Report.Calls) NoteUse(call);
        foreach (var import in _program.Report.Imports) JudgeImport(import);
        foreach (var call in _program.Report.Calls) JudgeCall(call);
        foreach (var divergence in _program.Report.Divergences) JudgeDivergence(divergence);
    }

    private void NoteUse(PickleCall call)
    {
        if (call.Target.RootImport is not { } import) return;
        _used.Add(import.FullName);
        if (call.IsInvocation) _firstCalls.TryAdd(import.FullName, call);
        if (call.IsInvocation && !UnknownCallJudge.OnlyMakes(import, call)) _run.Add(import.FullName);
        if (call.Target.Kind != PickleValueKind.Import) return;
        var judgement = _policy.Judge(import);
        foreach (var passed in ArgumentJudge.PassedOn(judgement.Arguments, call.Arguments))
        {
            _used.Add(passed.FullName);
            if (judgement.Arguments != ArgumentRule.Construct || !UnknownCallJudge.IsOthersClass(passed)) _run.Add(passed.FullName);
        }

        if (judgement.Verdict == ImportVerdict.Unknown && call.IsInvocation && UnknownCallJudge.Judge(import, call) is { } misuse) _misused.TryAdd(import.FullName, (misuse, call));
    }

    private void JudgeImport(PickleImport import)
    {
        var judgement = _policy.Judge(import);
        var isMisused = _misused.TryGetValue(import.FullName, out var misuse);
        if (isMisused) judgement = misuse.Judgement;
        // In a reading that may be chance only what is known to be dangerous counts.
        var isChance = import.Reading != PickleReading.Primary && (judgement.Verdict != ImportVerdict.Dangerous || !import.IsResolved);
        if (judgement.Verdict == ImportVerdict.Allowed || isChance) return;
        var isUsed = _used.Contains(import.FullName);
        if (import.Reading == PickleReading.Hidden && !isUsed) return;
        // Importing a framework runs nothing of the file, and a function of it that is only kept is data.
        if (!isUsed && judgement.Verdict == ImportVerdict.Unknown && UnknownCallJudge.IsFramework(import.Module)) return;
        var verb = _firstCalls.TryGetValue(import.FullName, out var call) ? "calls" : isUsed ? "uses" : import.IsDerived ? "reaches" : "imports";
        Add(
            judgement with { Severity = judgement.Verdict == ImportVerdict.Unknown && _run.Contains(import.FullName) ? Severity.Medium : judgement.Severity },
            import.ToString(),
            judgement.Verdict == ImportVerdict.Unknown
                ? $"Loading {verb} {import}, of which nothing is known{Reading(import.Reading)}."
                : $"Loading {verb} {import}: {judgement.Gain}{Reading(import.Reading)}.",
            import.Offset,
            import.Opcode,
            1,
            (isMisused ? misuse.Call : call)?.ToString() ?? import.WrittenAs ?? import.ToString());
    }

    private void JudgeCall(PickleCall call)
    {
        if (Judgement(call) is not { } judgement || (call.Reading != PickleReading.Primary && judgement.Verdict != ImportVerdict.Dangerous)) return;
        if (call.Reading != PickleReading.Primary && call.Target.RootImport is null) return;
        var target = ShortText.Of(call.Target.ToString());
        Add(judgement, target, $"Loading {judgement.Gain}: {target}{Reading(call.Reading)}.", call.Offset, call.Opcode, call.Count, call.ToString());
    }

    private ImportJudgement? Judgement(PickleCall call)
    {
        switch (call.Target.Kind)
        {
            case PickleValueKind.Import:
                var import = call.Target.Import!;
                var judgement = _policy.Judge(import);
                if (!call.IsInvocation) return Dangerous("state-of-import", "changes an imported object that other code uses");
                if (judgement.Verdict != ImportVerdict.Allowed) return null;
                if (judgement is { Arguments: ArgumentRule.Data, IsMember: false }) return UnknownCallJudge.JudgeData(import, call);
                var given = _arguments.Judge(import, judgement, call.Arguments);
                var isKnown = !judgement.IsMember || import.Module == "builtins" || given?.Verdict == ImportVerdict.Dangerous;
                return isKnown ? given : UnknownCallJudge.Judge(import, call) ?? given;
            case PickleValueKind.CallResult: return OfResult(call);
            case PickleValueKind.Extension:
                return Dangerous("extension", "uses a code of the extension registry, whose meaning only the loading process knows");
            case PickleValueKind.Unknown:
                return call.IsInvocation ? Computed : Unknown("changes an object of which nothing is known");
            case PickleValueKind.PersistentId: return call.IsInvocation ? Unknown("calls an object that the loader supplies") : null;
            default: return Unknown("changes a container in a way in which no pickler does");
        }
    }

    private ImportJudgement? OfResult(PickleCall call)
    {
        var root = call.Target.RootImport;
        if (root is null) return call.IsInvocation ? Computed : null;
        var judgement = _policy.Judge(root);
        if (judgement.Verdict != ImportVerdict.Allowed) return null;
        if (!call.IsInvocation)
        {
            var isTensor = call.Opcode != PickleOpcode.Build && (root.Module is "torch._utils" or "torch" or "torch.storage" or "torch._tensor");
            return isTensor ? Dangerous("items-of-tensor", "sets items of a tensor or storage, as published attacks on weights-only loading do") : null;
        }

        // No pickler calls what came out of a call of its own making; a few makers give callables whose use was judged when they were made.
        if (judgement.Rule != "allow:python") return Unknown("calls an object");
        if (call.Target.Callee?.Kind != PickleValueKind.Import) return Computed;
        if (judgement.Arguments == ArgumentRule.Attribute) return OfAttribute(call);
        return ArgumentJudge.MakesCallables(root.Name) && !call.Target.Items.Any(ArgumentJudge.IsBoundMethod) ? null : Computed;
    }

    private ImportJudgement? OfAttribute(PickleCall call)
    {
        if (call.Target.Items is not [var owner, { Text: { } method }, ..]) return Computed;
        if (_policy.IsDangerousMethod(method)) return ArgumentJudge.CallsMethod(method);
        if (owner.Kind is not (PickleValueKind.String or PickleValueKind.Bytes)) return Dangerous("unresolved-method", "calls a method of an object, as no pickler does");
        return method is "format" or "format_map" ? ArgumentJudge.JudgeFormat([owner]) : null;
    }

    private void JudgeDivergence(PickleDivergence divergence)
    {
        // A frame that is cut off with the content is no second reading.
        if (divergence.Kind == PickleDivergenceKind.FrameTooLong && _program.Report.Gap is not null) return;
        var severity = divergence.Kind switch
        {
            PickleDivergenceKind.FrameStraddled or PickleDivergenceKind.ProtocolChanged or PickleDivergenceKind.FrameTooLong => Severity.High,
            _ => Severity.Medium,
        };
        Add(
            new ImportJudgement(ImportVerdict.Unknown, $"divergence:{divergence.Kind}", severity, ""),
            divergence.Kind.ToString(),
            $"Readers take these bytes differently: {divergence.Detail}.",
            divergence.Offset,
            null,
            1,
            null);
    }

    private void Add(ImportJudgement judgement, string subject, string message, long offset, PickleOpcode? opcode, long count, string? evidence)
    {
        if (_index.TryGetValue((judgement.Rule, subject), out var known))
        {
            _findings[known] = _findings[known] with { Count = _findings[known].Count + count };
            return;
        }

        _index.Add((judgement.Rule, subject), _findings.Count);
        _findings.Add(new Finding
        {
            Severity = judgement.Severity,
            Rule = judgement.Rule,
            Subject = subject,
            Message = message,
            Location = $"{(_program.Member is null ? "" : _program.Member + ", ")}offset {offset}{(opcode is { } instruction ? $" ({instruction.Mnemonic()})" : "")}",
            Member = _program.Member,
            Offset = offset,
            Count = count,
            Evidence = evidence is null ? null : ShortText.Of(evidence),
        });
    }

    private static ImportJudgement Computed => Dangerous("unresolved-callable", "calls something that is computed while the file loads");

    private static ImportJudgement Dangerous(string rule, string gain) => new(ImportVerdict.Dangerous, rule, Severity.High, gain);

    private static ImportJudgement Unknown(string gain) => new(ImportVerdict.Unknown, "unknown", Severity.Medium, gain);

    private static string Reading(PickleReading reading) => reading switch
    {
        PickleReading.Trailing => " (in bytes behind the last complete pickle)",
        PickleReading.RawArrays => " (when array bytes are run as instructions, as the plain unpickler does)",
        PickleReading.DroppedFrames => " (when the rest of a frame is dropped, as older unpicklers do with files)",
        PickleReading.Hidden => " (by a pickle in the middle of bytes of no known format)",
        PickleReading.Embedded => " (in a pickle that is carried as data)",
        _ => "",
    };
}
