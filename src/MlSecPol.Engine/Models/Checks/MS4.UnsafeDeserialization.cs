using MlSecPol.Engine.Checks;
using MlSecPol.Engine.Models.ImportPolicy;
using MlSecPol.Engine.Models.Pickle;

namespace MlSecPol.Engine.Models.Checks;

/// <summary>Would loading the file run more than the restoring of data? Judges what every pickle in it would import and call.</summary>
[Check("MS4.UnsafeDeserialization")]
public sealed class UnsafeDeserialization : Check<ModelFacts>
{
    /// <inheritdoc/>
    public override Verdict Evaluate(ModelFacts facts, SettingsSnapshot settings)
    {
        if (facts.UnsupportedFormat is { } format && facts.Pickles.Count == 0) return Verdict.NotAssessed($"{format} is not read");
        var options = settings.Get<ModelSettings>();
        var findings = facts.Pickles.SelectMany(p => Judge(p, options)).ToArray();
        var incomplete = Incomplete(facts);
        if (findings.Any(f => f.Severity >= Severity.High))
        {
            var worst = findings.MaxBy(f => f.Severity)!;
            return Verdict.Fail(incomplete is null ? worst.Message : $"{worst.Message}; besides, {incomplete}", findings);
        }

        if (incomplete is not null) return Verdict.Error(incomplete, findings);
        if (facts.Gaps.Count > 0) return Verdict.NotAssessed(facts.Gaps[0].Reason);
        if (facts.Pickles.Count == 0) return Verdict.NotApplicable($"{facts.Format} holds no pickle");
        var suspicious = findings.Where(f => f.Severity == Severity.Medium).ToArray();
        if (suspicious.Length > 0 && options.Strict) return Verdict.Fail(suspicious[0].Message, findings);
        return Verdict.Pass(Summary(facts, suspicious.Length), findings);
    }

    private static string? Incomplete(ModelFacts facts)
    {
        if (facts.Pickles.FirstOrDefault(p => p.Report.Gap is not null) is { Report.Gap: { } gap } program)
            return $"{(program.Member is null ? string.Empty : program.Member + ": ")}not read beyond offset {gap.Offset}: {gap.Reason}";
        return facts.Gaps.FirstOrDefault(g => g.IsError) is { } hole ? $"{(hole.Member is null ? string.Empty : hole.Member + ": ")}not read beyond offset {hole.Offset}: {hole.Reason}" : null;
    }

    private static string Summary(ModelFacts facts, int suspicious)
    {
        var imports = facts.Pickles.Sum(p => p.Report.Imports.Count);
        return suspicious == 0
            ? $"{imports} imports in {facts.Pickles.Count} pickles, all known to be harmless or only referenced"
            : $"{imports} imports in {facts.Pickles.Count} pickles, {suspicious} of them unknown and called";
    }

    private static IEnumerable<Finding> Judge(PickleProgram program, ModelSettings options)
    {
        var called = program.Report.Calls.Where(c => c.IsInvocation).Select(c => c.Target.Import?.FullName).OfType<string>().ToHashSet(StringComparer.Ordinal);
        foreach (var import in program.Report.Imports)
        {
            if (OfImport(program, import, options, called) is { } finding) yield return finding;
        }

        foreach (var call in program.Report.Calls)
        {
            if (OfCall(program, call) is { } finding) yield return finding;
        }

        foreach (var divergence in program.Report.Divergences) yield return OfDivergence(program, divergence);
    }

    private static Finding? OfImport(PickleProgram program, PickleImport import, ModelSettings options, HashSet<string> called)
    {
        var judgement = ImportRules.Current.Judge(import, options);
        if (judgement.Standing == ImportStanding.Benign) return null;
        var isCalled = called.Contains(import.FullName);
        var use = isCalled ? "calls" : import.IsDerived ? "reaches" : "imports";
        var call = program.Report.Calls.FirstOrDefault(c => c.Target.Import?.FullName == import.FullName);
        return new Finding
        {
            Severity = judgement.Standing == ImportStanding.Unknown && !isCalled ? Severity.Low : judgement.Severity,
            Rule = judgement.Rule,
            Subject = import.ToString(),
            Message = judgement.Standing == ImportStanding.Unknown
                ? $"Loading {use} {import}, of which nothing is known"
                : $"Loading {use} {import}: {judgement.Gain}",
            Location = Place(program, import.Offset, import.Opcode),
            Member = program.Member,
            Offset = import.Offset,
            Evidence = call is null ? import.WrittenAs ?? import.ToString() : Shortened(call.ToString()),
        };
    }

    private static Finding? OfCall(PickleProgram program, PickleCall call)
    {
        var (severity, rule, what) = call.Target.Kind switch
        {
            PickleValueKind.Extension => (Severity.High, "extension", "uses a code of the extension registry, whose meaning only the loading process knows"),
            PickleValueKind.Import when call.Opcode == PickleOpcode.Build => (Severity.High, "state-of-import", "changes the state of an imported module, class or function"),
            PickleValueKind.Import when !call.IsInvocation => (Severity.High, "items-of-import", "changes an imported object in the role of a container"),
            PickleValueKind.Import when call.Target.Import is { } import && Argument(import, call) is { } trouble => trouble,
            _ => default((Severity, string, string)?).GetValueOrDefault(),
        };
        return rule is null ? null : new Finding
        {
            Severity = severity,
            Rule = rule,
            Subject = call.Target.ToString(),
            Message = $"Loading {what}: {Shortened(call.Target.ToString())}",
            Location = Place(program, call.Offset, call.Opcode),
            Member = program.Member,
            Offset = call.Offset,
            Count = call.Count,
            Evidence = Shortened(call.ToString()),
        };
    }

    // Callables that are as harmless as what they are given.
    private static (Severity Severity, string Rule, string What)? Argument(PickleImport import, PickleCall call)
    {
        var arguments = call.Arguments;
        switch (import.FullName)
        {
            case "builtins.getattr" or "operator.attrgetter" or "_operator.attrgetter":
                var names = import.FullName == "builtins.getattr" ? arguments?.Skip(1).Take(1) : arguments;
                if (names is null || names.Any(n => n.Kind != PickleValueKind.String || n.Text is null)) return (Severity.High, "unresolved-attribute", "fetches an attribute with a computed name");
                return names.Any(n => ImportRules.Current.IsWalk(n.Text!)) ? (Severity.Critical, "walk:inner", "walks to the inner workings of an object") : null;
            case "_codecs.encode" or "codecs.encode":
                return arguments is [_, { Text: "latin1" or "latin-1" or "utf-8" or "ascii" }] or [_] ? null : (Severity.Medium, "codec", "encodes with an unusual codec");
            default:
                return null;
        }
    }

    private static Finding OfDivergence(PickleProgram program, PickleDivergence divergence) => new()
    {
        Severity = divergence.Kind switch
        {
            PickleDivergenceKind.FrameStraddled or PickleDivergenceKind.ProtocolChanged => Severity.High,
            PickleDivergenceKind.FrameTooLong => Severity.Medium,
            _ => Severity.Low,
        },
        Rule = $"divergence:{divergence.Kind}",
        Subject = divergence.Kind.ToString(),
        Message = $"Loaders read these bytes differently: {divergence.Detail}",
        Location = Place(program, divergence.Offset, null),
        Member = program.Member,
        Offset = divergence.Offset,
    };

    private static string Place(PickleProgram program, long offset, PickleOpcode? opcode) =>
        $"{(program.Member is null ? string.Empty : program.Member + ", ")}offset {offset}{(opcode is null ? string.Empty : $" ({opcode.Value.Mnemonic()})")}";

    private static string Shortened(string text) => text.Length <= 200 ? text : text[..199] + "…";
}
