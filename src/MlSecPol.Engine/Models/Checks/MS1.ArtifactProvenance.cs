using MlSecPol.Engine.Checks;
using MlSecPol.Engine.Models.Repository;
using MlSecPol.Engine.Models.Repository.Manifests;

namespace MlSecPol.Engine.Models.Checks;

/// <summary>Fails when nothing in a model folder says which commit or run the model comes from, or files are not those of which the folder states digests.</summary>
[Check("MS1.ArtifactProvenance")]
public sealed class ArtifactProvenance() : RepositoryCheck(RepositoryAspect.Origin)
{
    /// <inheritdoc/>
    protected override Verdict Judge(RepositoryFacts facts, SettingsSnapshot settings)
    {
        ArgumentNullException.ThrowIfNull(facts);
        ArgumentNullException.ThrowIfNull(settings);
        if (facts.Origins.Count == 0 && facts.Gaps.Any(g => g.Aspect == RepositoryAspect.Origin)) return Verdict.NotApplicable("No statement of origin could be read.");
        var digests = Judge(facts.StatedDigests).ToArray();
        if (facts.Origins.Count == 0)
        {
            return Verdict.Fail("Nothing says where the model comes from.", [
                .. FindingNames.Distinguish(digests),
                new Finding
                {
                    Severity = Severity.Low,
                    Rule = "origin:none",
                    Message = "The folder has neither git files, nor download records of a hub, nor a run of MLflow.",
                    Location = "folder",
                },
            ]);
        }

        var findings = FindingNames.Distinguish([
            .. digests,
            .. facts.Origins.Select(o => At(o.Path, Severity.Info, $"origin:{o.Kind}", o.Revision, $"{Name(o.Kind)} {o.Revision}{(o.Source is null ? string.Empty : $" of {o.Source}")}.")),
        ]);
        if (findings.Exists(f => f.Severity >= Severity.High)) return Verdict.Fail("Files are not those of which the folder states digests.", findings);
        if (findings.Exists(f => f.Severity == Severity.Medium) && settings.Get<ModelSettings>().Strict) return Verdict.Fail("Files were changed since they were downloaded.", findings);
        return Verdict.Pass($"The model comes from {Name(facts.Origins[0].Kind)} {facts.Origins[0].Revision}{(facts.Origins[0].Source is { } source ? $" of {source}" : string.Empty)}.", findings);
    }

    private static IEnumerable<Finding> Judge(IReadOnlyList<StatedDigest> digests)
    {
        foreach (var digest in digests.Where(d => d.State == DigestState.Differs))
        {
            // Whoever has downloaded a model may change its texts; its weights hardly by hand.
            yield return digest switch
            {
                { IsDownloadRecord: false } => At(digest.Path, Severity.High, "manifest:changed", digest.Path, $"The file does not have the {digest.Algorithm} that '{digest.Manifest}' states.", evidence: digest.Digest),
                { Algorithm: "sha256" } => At(digest.Path, Severity.Medium, "origin:changed", digest.Path, "The file is not the one that was downloaded.", evidence: digest.Digest),
                _ => At(digest.Path, Severity.Info, "origin:edited", digest.Path, "The file was changed since it was downloaded.", evidence: digest.Digest),
            };
        }

        foreach (var manifest in digests.Where(d => d.State != DigestState.Differs).GroupBy(d => (d.Manifest, d.State)).Where(g => !g.First().IsDownloadRecord || g.Key.State == DigestState.NotCompared))
        {
            var (what, rule) = manifest.Key.State switch
            {
                DigestState.Agrees => ("has the stated digest", "manifest:agrees"),
                DigestState.Absent => ("is not here", "manifest:absent"),
                _ => ("was not hashed (limit ComparedBytes); -Hash compares all", "manifest:not-compared"),
            };
            yield return At(manifest.Key.Manifest, Severity.Info, rule, manifest.Key.Manifest, $"Of the files that '{manifest.Key.Manifest}' names, {Quantity.Of(manifest.Count(), "file")}: {what}.");
        }
    }

    private static string Name(string kind) => kind switch
    {
        "git" => "commit",
        "hub" => "revision",
        _ => "run",
    };
}
