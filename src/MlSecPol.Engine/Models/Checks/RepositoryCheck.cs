using MlSecPol.Engine.Checks;
using MlSecPol.Engine.Models.Repository;

namespace MlSecPol.Engine.Models.Checks;

/// <summary>Base of the checks on the folder around a model: an answer that stands on something unread is never a pass.</summary>
/// <param name="aspect">What the check stands on, besides the listing of the folder.</param>
public abstract class RepositoryCheck(RepositoryAspect aspect) : Check<RepositoryFacts>
{
    /// <inheritdoc/>
    public sealed override Verdict Evaluate(RepositoryFacts facts, SettingsSnapshot settings)
    {
        ArgumentNullException.ThrowIfNull(facts);
        ArgumentNullException.ThrowIfNull(settings);
        var verdict = Judge(facts, settings);
        if (verdict.Status is CheckStatus.Fail or CheckStatus.Error) return verdict;
        var gaps = facts.Gaps.Where(g => g.Aspect == aspect || g.Aspect == RepositoryAspect.Listing).ToArray();
        if (gaps.FirstOrDefault(g => g.Kind != CoverageGapKind.Unsupported) is { } hole) return Verdict.Error(hole.Reason, verdict.Findings);
        return gaps.Length > 0 ? Verdict.NotAssessed(gaps[0].Reason) : verdict;
    }

    /// <summary>Answers the check as if everything had been read.</summary>
    protected abstract Verdict Judge(RepositoryFacts facts, SettingsSnapshot settings);

    /// <summary>A finding in a file of the folder.</summary>
    private protected static Finding At(string path, Severity severity, string rule, string? subject, string message, string? place = null, string? evidence = null) => new()
    {
        Severity = severity,
        Rule = rule,
        Subject = subject,
        Message = message,
        Member = path,
        Location = place is null ? path : $"{path}, {place}",
        Evidence = evidence,
    };
}
