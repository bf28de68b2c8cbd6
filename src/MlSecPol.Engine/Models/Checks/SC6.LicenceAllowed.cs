using MlSecPol.Engine.Checks;
using MlSecPol.Engine.Models.Repository;
using MlSecPol.Engine.Models.Repository.Licences;

namespace MlSecPol.Engine.Models.Checks;

/// <summary>Fails when a model comes under no licence, or under one that the organisation has not allowed.</summary>
[Check("SC6.LicenceAllowed")]
public sealed class LicenceAllowed() : RepositoryCheck(RepositoryAspect.Licences)
{
    /// <inheritdoc/>
    protected override Verdict Judge(RepositoryFacts facts, SettingsSnapshot settings)
    {
        ArgumentNullException.ThrowIfNull(facts);
        ArgumentNullException.ThrowIfNull(settings);
        var allowed = settings.Get<RepositorySettings>().AllowedLicences;
        if (facts.Licences.Count == 0)
        {
            if (facts.Gaps.Any(g => g.Aspect == RepositoryAspect.Licences)) return Verdict.NotApplicable("No statement of a licence could be read.");
            return Verdict.Fail("Nothing says under which licence the model may be used.", new Finding
            {
                Severity = Severity.Medium,
                Rule = "licence:absent",
                Message = "Neither the model card nor a licence file states a licence; without one nothing is granted.",
                Location = "folder",
            });
        }

        var known = facts.Licences.Where(l => l.Licence is not null).ToArray();
        var names = string.Join(", ", known.Select(l => l.Licence).Distinct(StringComparer.OrdinalIgnoreCase));
        if (allowed.Count == 0)
        {
            return Verdict.NotAssessed(known.Length == 0
                ? $"The licence in '{facts.Licences[0].Path}' is not one that is recognised."
                : $"The model is licensed under {names}; the settings do not say which licences are allowed (repository.allowedLicences).");
        }

        var refused = FindingNames.Distinguish(known.Where(l => !LicenceExpression.IsAllowed(l.Licence!, allowed))
            .Select(l => At(l.Path, Severity.High, "licence:refused", l.Licence, $"The licence {l.Licence} is not among those that are allowed.")));
        if (refused.Count > 0) return Verdict.Fail($"The model is licensed under {names}, which is not allowed.", refused);
        // A recognised name settles what an unusual text beside it says only if there is no such text.
        return facts.Licences.FirstOrDefault(l => l.Licence is null) is { } unknown
            ? Verdict.NotAssessed($"The licence in '{unknown.Path}' is not one that is recognised.")
            : Verdict.Pass($"The model is licensed under {names}, which is allowed.");
    }
}
