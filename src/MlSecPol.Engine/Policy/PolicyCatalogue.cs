namespace MlSecPol.Engine.Policy;

/// <summary>The policy, its controls and checks, and how to look them up. Immutable and safe to share among threads.</summary>
public sealed class PolicyCatalogue
{
    private static readonly Lazy<PolicyCatalogue> Embedded = new(() => new PolicyCatalogue());

    private readonly Dictionary<string, CheckInfo> _checksById;

    private PolicyCatalogue()
    {
        (Policy, Controls) = CatalogueReader.Read();
        Checks = [.. Controls.SelectMany(c => c.Checks)];
        Goals = [.. Policy.Pillars.SelectMany(p => p.Goals)];
        Frameworks = [.. Controls.SelectMany(c => c.Mappings).Select(m => m.Framework).Distinct(StringComparer.Ordinal)];
        _checksById = Checks.ToDictionary(c => c.CheckId, StringComparer.OrdinalIgnoreCase);
    }

    /// <summary>The catalogue of this version of MlSecPol; read when it is first asked for.</summary>
    public static PolicyCatalogue Current => Embedded.Value;

    /// <summary>The policy itself.</summary>
    public SecurityPolicy Policy { get; }

    /// <summary>The 29 + 1 seed-only controls, pillar by pillar.</summary>
    public IReadOnlyList<Control> Controls { get; }

    /// <summary>The techniques, pillar by pillar in the order of the policy.</summary>
    public IReadOnlyList<Technique> Techniques => Policy.Techniques;

    /// <summary>The goals, pillar by pillar.</summary>
    public IReadOnlyList<Goal> Goals { get; }

    /// <summary>All checks in the order of their controls; for each control first what a machine decides, then what is attested.</summary>
    public IReadOnlyList<CheckInfo> Checks { get; }

    /// <summary>Names of the frameworks to which controls are mapped.</summary>
    public IReadOnlyList<string> Frameworks { get; }

    /// <summary>The check of that id, upper and lower case alike; null when there is none.</summary>
    public CheckInfo? FindCheck(string checkId) => _checksById.GetValueOrDefault(checkId);

    /// <summary>
    /// The controls that meet the query, in the order of the catalogue. A query by framework or clause fills <see cref="Control.MatchedMappings"/>;
    /// one by type of check leaves in <see cref="Control.Checks"/> only the checks of that type.
    /// </summary>
    /// <exception cref="PolicyQueryException">A name without wildcards stands for nothing in the catalogue.</exception>
    public IReadOnlyList<Control> FindControls(ControlQuery query)
    {
        var ids = new NameFilter<Control>(nameof(query.Id), query.Id, Controls, c => [c.ControlId]);
        var pillars = Pillars(query.Pillar);
        var techniques = new NameFilter<Technique>(nameof(query.Technique), query.Technique, Techniques, t => [t.TechniqueId, t.Name, .. t.Aliases]);
        var goals = new NameFilter<Goal>(nameof(query.Goal), query.Goal, Goals, g => [g.GoalId, g.Name]);
        var stages = new NameFilter<LifecycleStage>(nameof(query.Stage), query.Stage, Policy.LifecycleStages, s => [s.StageId, s.Name]);
        var mappings = new MappingFilter(query.Framework, query.Clause, this);
        return
        [
            .. from control in Controls
               where ids.Accepts(c => c == control)
                   && pillars.Accepts(p => p.PillarId == control.PillarId)
                   && techniques.Accepts(t => control.Techniques.Contains(t.TechniqueId, StringComparer.Ordinal))
                   && goals.Accepts(g => g.PillarId == control.PillarId)
                   && stages.Accepts(control.LifecycleStages.Contains)
               let matched = mappings.Matching(control)
               where mappings.IsEmpty || matched.Count > 0
               let checks = query.CheckType is { } type ? [.. control.Checks.Where(c => c.CheckType == type)] : control.Checks
               where query.CheckType is null || checks.Count > 0
               select control with { MatchedMappings = matched, Checks = checks },
        ];
    }

    /// <summary>The checks that meet the query, in the order of the catalogue.</summary>
    /// <exception cref="PolicyQueryException">A name without wildcards stands for nothing in the catalogue.</exception>
    public IReadOnlyList<CheckInfo> FindChecks(CheckQuery query)
    {
        var ids = new NameFilter<CheckInfo>(nameof(query.Id), query.Id, Checks, c => [c.CheckId]);
        var controls = new NameFilter<Control>(nameof(query.Control), query.Control, Controls, c => [c.ControlId]);
        var pillars = Pillars(query.Pillar);
        return
        [
            .. from control in Controls
               where controls.Accepts(c => c == control) && pillars.Accepts(p => p.PillarId == control.PillarId)
               from check in control.Checks
               where ids.Accepts(c => c == check) && (query.CheckType is null || query.CheckType == check.CheckType)
               select check,
        ];
    }

    /// <summary>The values that a filter of this kind accepts, ids before names, each once.</summary>
    public IReadOnlyList<CatalogueCompletion> Completions(CatalogueKind kind) => kind switch
    {
        CatalogueKind.Control => [.. Controls.Select(c => new CatalogueCompletion(c.ControlId, c.Title))],
        CatalogueKind.Pillar => IdsThenNames(Policy.Pillars, p => p.PillarId, p => p.Name, p => p.Description),
        CatalogueKind.Technique => IdsThenNames(Techniques, t => t.TechniqueId, t => t.Name, t => $"technique of {PillarName(t.PillarId)}"),
        CatalogueKind.Goal => IdsThenNames(Goals, g => g.GoalId, g => g.Name, g => $"goal of {PillarName(g.PillarId)}"),
        CatalogueKind.Stage => IdsThenNames(Policy.LifecycleStages, s => s.StageId, s => s.Name, s => s.Description),
        CatalogueKind.Framework => [.. Frameworks.Select(f => new CatalogueCompletion(f, $"{Controls.Count(c => c.Mappings.Any(m => m.Framework == f))} controls are mapped to it"))],
        CatalogueKind.Check => [.. Checks.Select(c => new CatalogueCompletion(c.CheckId, c.Title))],
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "no such kind"),
    };

    private static IReadOnlyList<CatalogueCompletion> IdsThenNames<T>(
        IReadOnlyList<T> entries, Func<T, string> id, Func<T, string> name, Func<T, string> title) =>
    [
        .. entries.Select(e => new CatalogueCompletion(id(e), $"{name(e)}: {title(e)}")),
        .. entries.GroupBy(name, StringComparer.OrdinalIgnoreCase)
            .Select(g => new CatalogueCompletion(g.Key, $"{string.Join(", ", g.Select(id))}: {title(g.First())}")),
    ];

    private NameFilter<Pillar> Pillars(IReadOnlyList<string> patterns) => new("Pillar", patterns, Policy.Pillars, p => [p.PillarId, p.Name]);

    private string PillarName(string pillarId) => Policy.Pillars.First(p => p.PillarId == pillarId).Name;
}
