using MlSecPol.Engine.Models.ImportPolicy;

namespace MlSecPol.Engine.Models.Checks;

/// <summary>
/// Lays the organisation's lists of imports over what readers of objects found: a forbidden name is a hazard whoever else trusts it, an allowed one is no longer unknown.
/// What has a dangerous effect stays what it is.
/// </summary>
/// <param name="settings">The settings with the lists.</param>
internal sealed class ObjectNameJudge(ModelSettings settings)
{
    internal const string DeniedRule = "settings:denied";

    private readonly UnsafeImportPolicy _policy = new(settings);

    /// <summary>The hazards of an aspect with the lists laid over them.</summary>
    internal IEnumerable<ModelHazard> Apply(ModelAspect aspect, ModelFacts facts)
    {
        var hazards = facts.Hazards.Where(h => h.Aspect == aspect);
        if (settings.AllowedImports.Count > 0) hazards = hazards.Where(h => !IsAllowed(h));
        if (settings.DeniedImports.Count == 0) return hazards;
        var byDenial = hazards.ToLookup(h => h.Import is { } import && IsDenied(import));
        var denied = byDenial[true].Select(h => new ObjectName(aspect, h.Import!, h.Member, h.Location)).Concat(facts.Names.Where(n => n.Aspect == aspect && IsDenied(n.Name)));
        return [.. byDenial[false], .. denied.DistinctBy(n => n.Name, StringComparer.Ordinal).Select(Denied)];
    }

    private static ModelHazard Denied(ObjectName name) => new(
        name.Aspect, HazardEffect.Execute, DeniedRule, name.Name, $"The model has '{name.Name}' imported, which is forbidden by the settings.", name.Member, Location: name.Location, Import: name.Name);

    private bool IsAllowed(ModelHazard hazard) => hazard.Import is { } import && IsUnknown(hazard) && Judge(import).Rule == "settings:allowed";

    // A tag that calls a function of which nothing is known weighs more than one that builds an object; both are there for being unknown.
    private static bool IsUnknown(ModelHazard hazard) =>
        hazard.Effect is HazardEffect.Opaque or HazardEffect.Weak || hazard is { Aspect: ModelAspect.Markup, Effect: HazardEffect.ExecuteLater };

    private bool IsDenied(string name) => Judge(name).Rule == DeniedRule;

    private ImportJudgement Judge(string name)
    {
        var dot = name.LastIndexOf('.');
        return dot < 0 ? _policy.Judge(name, string.Empty) : _policy.Judge(name[..dot], name[(dot + 1)..]);
    }
}
