using System.Text.Json;

namespace MlSecPol.Engine.Policy;

/// <summary>
/// Reads the catalogue that is embedded in this assembly: <c>policy</c>, <c>techniques</c>, <c>controls</c>, <c>mappings</c>, <c>attestations</c> and
/// every <c>checks-…</c>. By hand on <see cref="JsonDocument"/>: a serializer would cost a multiple at the first command of a session.
/// </summary>
internal static class CatalogueReader
{
    private const string Prefix = "catalogue/";

    // What no source document states; the product labels it.
    private static readonly string[] ModuleDefined =
        [nameof(Control.DefaultSeverity), nameof(Control.LifecycleStages), nameof(Control.Goals), nameof(Control.Mappings)];

    private static readonly (string Name, MappingConfidence Confidence)[] Confidences =
        [("high", MappingConfidence.High), ("medium", MappingConfidence.Medium), ("low", MappingConfidence.Low)];

    public static (SecurityPolicy Policy, IReadOnlyList<Control> Controls) Read()
    {
        var policy = Read("policy", root => ReadPolicy(root, Read("techniques", techniques => techniques.List(ReadTechnique))));
        var checks = ResourceNames().SelectMany(name => Read(name, root => root.List(ReadCheck))).ToLookup(c => c.ControlId, StringComparer.Ordinal);
        var mappings = Read("mappings", root => root.List(ReadFramework)).SelectMany(rows => rows).ToLookup(r => r.ControlId, r => r.Mapping, StringComparer.Ordinal);
        return (policy, Read("controls", root => root.List(e => ReadControl(e, policy, checks, mappings))));
    }

    /// <summary>The text of one file of the catalogue, as it stands in the repository.</summary>
    public static Stream Open(string name) =>
        typeof(CatalogueReader).Assembly.GetManifestResourceStream($"{Prefix}{name}.json") ?? throw new InvalidDataException($"The catalogue has no '{name}'.");

    /// <summary>Names of the files that hold checks.</summary>
    public static IEnumerable<string> ResourceNames() =>
        from resource in typeof(CatalogueReader).Assembly.GetManifestResourceNames()
        where resource.StartsWith(Prefix + "checks-", StringComparison.Ordinal) || resource == Prefix + "attestations.json"
        select resource[Prefix.Length..^".json".Length];

    private static T Read<T>(string name, Func<JsonElement, T> read)
    {
        using var stream = Open(name);
        using var document = JsonDocument.Parse(stream);
        return read(document.RootElement);
    }

    private static SecurityPolicy ReadPolicy(JsonElement e, IReadOnlyList<Technique> techniques) => new()
    {
        PolicyId = e.Text("policyId"),
        Version = e.Text("version"),
        Title = e.Text("title"),
        Source = e.Text("source"),
        Licence = e.Text("licence"),
        DocumentSha256 = e.Text("documentSha256"),
        EffectiveFrom = e.OptionalDate("effectiveFrom"),
        ReviewDue = e.OptionalDate("reviewDue"),
        Persons = e.Texts("persons"),
        Activities = e.Texts("activities"),
        Pillars = e.List("pillars", ReadPillar),
        Techniques = techniques,
        LifecycleStages = e.List("lifecycleStages", s => new LifecycleStage { StageId = s.Text("stageId"), Name = s.Text("name"), Description = s.Text("description") }),
        Roles = e.List("roles", ReadRole),
        Obligations = e.List("obligations", o => new PolicyObligation { Obligation = o.Choice<Obligation>("obligation"), AppliesTo = o.Text("appliesTo") }),
        DetailedControls = e.Number("detailedControls"),
        SeedOnlyControls = e.Number("seedOnlyControls"),
        GuidelineItems = e.Number("guidelineItems"),
    };

    private static Pillar ReadPillar(JsonElement e)
    {
        var id = e.Text("pillarId");
        return new()
        {
            PillarId = id,
            Name = e.Text("name"),
            Description = e.Text("description"),
            Goals = e.List("goals", g => new Goal { GoalId = g.Text("goalId"), PillarId = id, Name = g.Text("name") }),
        };
    }

    private static PolicyRole ReadRole(JsonElement e) => new()
    {
        RoleId = e.Text("roleId"),
        Description = e.Text("description"),
        Origin = e.Choice<RoleOrigin>("origin"),
        Consulted = e.Flag("consulted"),
    };

    private static Technique ReadTechnique(JsonElement e) => new()
    {
        TechniqueId = e.Text("techniqueId"),
        PillarId = e.Text("pillarId"),
        Order = e.Number("order"),
        Name = e.Text("name"),
        Aliases = e.Texts("aliases"),
        Relation = e.Choice<TechniqueRelation>("relation"),
        Controls = e.Texts("controls"),
        Parts = e.Texts("parts"),
        Related = e.Texts("related"),
    };

    private static Control ReadControl(JsonElement e, SecurityPolicy policy, ILookup<string, CheckInfo> checks, ILookup<string, FrameworkMapping> mappings)
    {
        var id = e.Text("controlId");
        var pillarId = e.Text("pillarId");
        return new()
        {
            ControlId = id,
            PillarId = pillarId,
            Title = e.Text("title"),
            Statement = e.Text("statement"),
            Rationale = e.Text("rationale"),
            Remediation = e.Text("remediation"),
            Obligation = e.Choice<Obligation>("obligation"),
            ObligationNote = e.OptionalText("obligationNote"),
            DefaultSeverity = e.Choice<Severity>("defaultSeverity"),
            LifecycleStages = [.. e.Texts("lifecycleStages").Select(s => policy.LifecycleStages.First(known => known.StageId == s))],
            GuidelineItems = e.Number("guidelineItems"),
            Parts = e.List("parts", p => new ControlPart { PartId = p.Text("partId"), Title = p.Text("title"), TechniqueId = p.Text("techniqueId") }),
            Techniques = e.Texts("techniques"),
            Goals = [.. policy.Pillars.First(p => p.PillarId == pillarId).Goals.Select(g => g.GoalId)],
            Related = e.Texts("related"),
            Origin = e.Choice<ControlOrigin>("origin"),
            DetailedOnly = e.Flag("detailedOnly"),
            Checks = [.. checks[id].OrderBy(c => c.CheckType).ThenBy(c => c.CheckId, StringComparer.Ordinal)],
            Mappings = [.. mappings[id]],
            ModuleDefined = ModuleDefined,
        };
    }

    private static CheckInfo ReadCheck(JsonElement e) => new()
    {
        CheckId = e.Text("checkId"),
        ControlId = e.Text("controlId"),
        PartId = e.OptionalText("partId"),
        CheckType = e.Choice<CheckType>("checkType"),
        Title = e.Text("title"),
        Description = e.Text("description"),
        Remediation = e.Text("remediation"),
        Severity = e.Choice<Severity>("severity"),
        Subject = e.Text("subject"),
        ValidityDays = e.OptionalNumber("validityDays"),
        References = e.Texts("references"),
        Since = e.Text("since"),
    };

    private static List<(string ControlId, FrameworkMapping Mapping)> ReadFramework(JsonElement e)
    {
        var framework = e.Text("framework");
        var verification = e.Text("verification");
        var exceptions = new Dictionary<string, string>(StringComparer.Ordinal);
        if (e.TryGetProperty("otherVerification", out var others))
        {
            foreach (var other in others.EnumerateObject())
            {
                foreach (var clause in other.Value.EnumerateArray())
                    exceptions.Add(clause.GetString()!, other.Name);
            }
        }

        var rows = new List<(string, FrameworkMapping)>();
        foreach (var control in e.GetProperty("controls").EnumerateObject())
        {
            foreach (var (name, confidence) in Confidences)
            {
                foreach (var clause in control.Value.Texts(name))
                {
                    rows.Add((control.Name, new()
                    {
                        Framework = framework,
                        ClauseId = clause,
                        Confidence = confidence,
                        Verification = exceptions.GetValueOrDefault(clause, verification),
                    }));
                }
            }
        }

        return rows;
    }
}
