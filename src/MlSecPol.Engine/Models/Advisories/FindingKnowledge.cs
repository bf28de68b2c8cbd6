using MlSecPol.Engine.Checks;
using MlSecPol.Engine.Models.Repository;

namespace MlSecPol.Engine.Models.Advisories;

/// <summary>
/// The one place where findings of models learn what is known of their rules: what an attacker gains, how sure it is, what to do, and the published weaknesses.
/// Nothing in it decides: severity, status and fingerprint stay as the check gave them.
/// </summary>
public sealed class FindingKnowledge
{
    private readonly Lazy<AdvisoryList> _advisories;

    private FindingKnowledge(Lazy<AdvisoryList> advisories) => _advisories = advisories;

    /// <summary>What is built in; read when the first finding comes.</summary>
    public static FindingKnowledge BuiltIn { get; } = new(new Lazy<AdvisoryList>(() => AdvisoryList.BuiltIn));

    /// <summary>What the settings ask for: what is built in, or what a file says in its place or besides.</summary>
    /// <exception cref="UsageException">The file cannot be read, or says something that it cannot say.</exception>
    public static FindingKnowledge Of(ModelSettings settings)
    {
        ArgumentNullException.ThrowIfNull(settings);
        if (settings.Advisories.Length == 0) return BuiltIn;
        var list = AdvisoryList.Read(settings.Advisories);
        return new FindingKnowledge(new Lazy<AdvisoryList>(list));
    }

    /// <summary>Explains a finding in a file.</summary>
    public Finding Explain(CheckInfo check, Finding finding, ModelFacts facts)
    {
        ArgumentNullException.ThrowIfNull(facts);
        return Explain(check, finding, FindingTarget.Of(facts));
    }

    /// <summary>Explains a finding in a folder.</summary>
    public Finding Explain(CheckInfo check, Finding finding, RepositoryFacts facts)
    {
        ArgumentNullException.ThrowIfNull(facts);
        return Explain(check, finding, FindingTarget.Folder);
    }

    private Finding Explain(CheckInfo check, Finding finding, FindingTarget target)
    {
        ArgumentNullException.ThrowIfNull(check);
        ArgumentNullException.ThrowIfNull(finding);
        var rule = RuleKnowledge.Current.Of(check.CheckId, finding.Rule);
        return finding with
        {
            Gain = finding.Gain ?? rule?.Gain,
            Confidence = finding.Confidence ?? rule?.Confidence,
            Remediation = finding.Remediation ?? rule?.Remedy,
            // What is merely worth telling makes use of no weakness.
            Advisories = finding.Severity == Severity.Info ? [] : _advisories.Value.About(check.CheckId, finding, target),
        };
    }
}
