using MlSecPol.Engine.Checks;
using MlSecPol.Engine.Models.Repository;

namespace MlSecPol.Engine.Models.Checks;

/// <summary>Fails when nothing in a model folder says which commit or run the model comes from.</summary>
[Check("MS1.ArtifactProvenance")]
public sealed class ArtifactProvenance() : RepositoryCheck(RepositoryAspect.Origin)
{
    /// <inheritdoc/>
    protected override Verdict Judge(RepositoryFacts facts, SettingsSnapshot settings)
    {
        ArgumentNullException.ThrowIfNull(facts);
        if (facts.Origins.Count == 0 && facts.Gaps.Any(g => g.Aspect == RepositoryAspect.Origin)) return Verdict.NotApplicable("No statement of origin could be read.");
        if (facts.Origins.Count == 0)
        {
            return Verdict.Fail("Nothing says where the model comes from.", new Finding
            {
                Severity = Severity.Low,
                Rule = "origin:none",
                Message = "The folder has neither git files, nor download records of a hub, nor a run of MLflow.",
                Location = "folder",
            });
        }

        var findings = FindingNames.Distinguish(facts.Origins.Select(o =>
            At(o.Path, Severity.Info, $"origin:{o.Kind}", o.Revision, $"{Name(o.Kind)} {o.Revision}{(o.Source is null ? string.Empty : $" of {o.Source}")}.")));
        return Verdict.Pass($"The model comes from {Name(facts.Origins[0].Kind)} {facts.Origins[0].Revision}{(facts.Origins[0].Source is { } source ? $" of {source}" : string.Empty)}.", findings);
    }

    private static string Name(string kind) => kind switch
    {
        "git" => "commit",
        "hub" => "revision",
        _ => "run",
    };
}
