using MlSecPol.Engine.Artifacts;
using MlSecPol.Engine.Checks;
using MlSecPol.Engine.Models.ImportPolicy;
using MlSecPol.Engine.Models.Pickle;

namespace MlSecPol.Engine.Models.Checks;

/// <summary>Would loading the file run more than the restoring of data? Judges what every pickle in it would import, call and change.</summary>
[Check("MS4.UnsafeDeserialization")]
public sealed class UnsafeDeserialization : Check<ModelFacts>
{
    /// <inheritdoc/>
    public override Verdict Evaluate(ModelFacts facts, SettingsSnapshot settings)
    {
        ArgumentNullException.ThrowIfNull(facts);
        ArgumentNullException.ThrowIfNull(settings);
        var options = settings.Get<ModelSettings>();
        var policy = UnsafeImportPolicy.Of(options);
        return Judge(facts, options, policy) with { Imports = [.. facts.Pickles.SelectMany(p => ImportList.Of(p, policy))] };
    }

    private static Verdict Judge(ModelFacts facts, ModelSettings options, UnsafeImportPolicy policy)
    {
        var hidden = FindingNames.Distinguish(facts.HiddenPickles.SelectMany(p => ProgramJudge.Judge(p, policy)));
        if (hidden.MaxBy(f => f.Severity) is { Severity: >= Severity.High } first) return Verdict.Fail(first.Message, hidden);
        if (facts.UnsupportedFormat is { } format && facts.Pickles.Count == 0) return Verdict.NotAssessed($"The content is of a kind that is not read: {format}.");
        var findings = FindingNames.Distinguish(facts.Pickles.SelectMany(p => ProgramJudge.Judge(p, policy)));
        var incomplete = Incomplete(facts);
        var worst = findings.MaxBy(f => f.Severity);
        if (worst is { Severity: >= Severity.High })
            return Verdict.Fail(incomplete is null ? worst.Message : $"{worst.Message} Besides: {incomplete}", findings);
        if (incomplete is not null) return Verdict.Error(incomplete, findings);
        if (facts.Gaps.Count > 0) return Verdict.NotAssessed(facts.Gaps[0].Reason);
        if (facts.Pickles.Count == 0) return Verdict.NotApplicable($"The file holds no pickle: {FormatCatalogue.Describe(facts.Format).DisplayName}.");
        if (worst is { Severity: Severity.Medium } && options.Strict) return Verdict.Fail(worst.Message, findings);
        return Verdict.Pass(Summary(facts, findings), findings);
    }

    private static string? Incomplete(ModelFacts facts)
    {
        if (facts.Pickles.FirstOrDefault(p => p.Report.Gap is not null) is { Report.Gap: { } gap } program) return NotRead(program.Member, gap.Offset, gap.Reason);
        return facts.Gaps.FirstOrDefault(g => g.IsError) is { } hole ? NotRead(hole.Member, hole.Offset, hole.Reason) : null;
    }

    private static string NotRead(string? member, long offset, string reason) => $"{(member is null ? "" : member + ": ")}not read beyond offset {offset}: {reason.TrimEnd('.')}.";

    private static string Summary(ModelFacts facts, List<Finding> findings)
    {
        var imports = facts.Pickles.Sum(p => p.Report.Imports.Count(i => i.Reading == PickleReading.Primary));
        var unknown = findings.Count(f => f.Rule == "unknown");
        if (imports == 0) return $"{Quantity.Of(facts.Pickles.Sum(p => (long)p.Report.Streams.Count), "pickle")} without imports.";
        var where = $"{Quantity.Of(imports, "import")} in {Quantity.Of(facts.Pickles.Sum(p => (long)p.Report.Streams.Count), "pickle")}";
        return unknown == 0 ? $"{where}, {(imports == 1 ? "" : "all ")}known to be harmless (lists of {UnsafeImportPolicy.Dated})." : $"{where}, {unknown} of them unknown.";
    }
}
