using MlSecPol.Engine.Checks;

namespace MlSecPol.Engine.Models.Checks;

/// <summary>Base of the checks that judge one aspect of a model by what its readers found there.</summary>
/// <param name="aspect">The aspect.</param>
/// <param name="clean">The message of a model that has the aspect and no hazard in it.</param>
/// <param name="absent">The reason why a model without the aspect has nothing to judge.</param>
public abstract class HazardCheck(ModelAspect aspect, string clean, string absent) : Check<ModelFacts>
{
    // The same for every file, and most files have most aspects not.
    private readonly Verdict _absent = Verdict.NotApplicable(absent);

    /// <inheritdoc/>
    public sealed override Verdict Evaluate(ModelFacts facts, SettingsSnapshot settings)
    {
        ArgumentNullException.ThrowIfNull(facts);
        ArgumentNullException.ThrowIfNull(settings);
        if (facts.Hazards.Count == 0 && facts.Names.Count == 0 && facts.UnsupportedFormat is null && !facts.Examined.Contains(aspect)) return _absent;
        var options = settings.Get<ModelSettings>();
        var findings = facts.Hazards.Count == 0 && facts.Names.Count == 0 ? [] : FindingNames.Distinguish(new ObjectNameJudge(options).Apply(aspect, facts).Select(Judge));
        var worst = findings.MaxBy(f => f.Severity);
        var hole = facts.Gaps.FirstOrDefault(g => g.IsError);
        if (worst is { Severity: >= Severity.High }) return Verdict.Fail(hole is null ? worst.Message : $"{worst.Message} Besides, {hole.Reason}", findings);
        if (!facts.Examined.Contains(aspect) && findings.Count == 0)
        {
            if (facts.UnsupportedFormat is { } format) return Verdict.NotAssessed($"The content is of a kind that is not read: {format}.");
            return _absent;
        }

        if (hole is not null) return Verdict.Error(hole.Reason, findings);
        if (facts.Gaps.FirstOrDefault(g => !g.IsError) is { } unread) return Verdict.NotAssessed(unread.Reason);
        if (worst is { Severity: Severity.Medium } && options.Strict) return Verdict.Fail(worst.Message, findings);
        return Verdict.Pass(worst is null ? clean : worst.Message, findings);
    }

    // model-audit rules: execution on load is Critical; later execution, files, network and what cannot be resolved is High.
    private static Severity Weight(HazardEffect effect) => effect switch
    {
        HazardEffect.Execute => Severity.Critical,
        HazardEffect.Opaque => Severity.Medium,
        HazardEffect.Weak => Severity.Low,
        HazardEffect.Note => Severity.Info,
        _ => Severity.High,
    };

    private static Finding Judge(ModelHazard hazard) => new()
    {
        Severity = Weight(hazard.Effect),
        Rule = hazard.Rule,
        Subject = hazard.Subject,
        Message = hazard.Detail,
        Member = hazard.Member,
        Offset = hazard.Offset,
        Location = string.Join(", ", new[] { hazard.Member, hazard.Location, hazard.Offset is { } offset ? $"offset {offset}" : null }.Where(p => p is not null)) is { Length: > 0 } place ? place : "file",
        Evidence = hazard.Evidence ?? hazard.Import,
    };
}
