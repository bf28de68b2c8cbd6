using System.Text;
using MlSecPol.Engine.Policy;

namespace MlSecPol.Engine.Tests.Policy;

/// <summary>Writes the pages of <c>docs/controls</c> from the catalogue.</summary>
internal static class ControlPages
{
    public static Dictionary<string, string> Render()
    {
        var catalogue = PolicyCatalogue.Current;
        var pages = catalogue.Controls.ToDictionary(c => c.ControlId + ".md", c => Page(c, catalogue), StringComparer.Ordinal);
        pages.Add("README.md", Index(catalogue));
        return pages;
    }

    private static string Index(PolicyCatalogue catalogue)
    {
        var text = new StringBuilder();
        text.Append("# Controls\n\n")
            .Append($"The policy *{catalogue.Policy.Title}* as this module models it: {catalogue.Policy.Counts}. ")
            .Append("`HS-CM` is the seed-only one: the policy names its technique, and no detailed requirement exists, so this module defines the control.\n\n")
            .Append("These pages are written from the catalogue that `Get-MlSecPolControl` reads. Titles, ids and counts follow the policy; statements, reasons, ")
            .Append("remedies, severities, stages and mappings are this project's own.\n");
        foreach (var pillar in catalogue.Policy.Pillars)
        {
            text.Append($"\n## {pillar.PillarId} {pillar.Name}\n\n{pillar.Description}\n\nGoals: {string.Join("; ", pillar.Goals.Select(g => $"{g.Name} ({g.GoalId})"))}.\n\n")
                .Append("| Control | Title | Severity (ours) | Guideline items | Automatic checks | Attestations |\n|---|---|---|---|---|---|\n");
            foreach (var control in catalogue.Controls.Where(c => c.PillarId == pillar.PillarId))
                text.Append($"| [{control.ControlId}]({control.ControlId}.md) | {control.Title} | {control.DefaultSeverity} | {control.GuidelineItems} | {Count(control, CheckType.Automatic)} | {Count(control, CheckType.Attestation)} |\n");
        }

        return text.ToString();
    }

    private static string Page(Control control, PolicyCatalogue catalogue)
    {
        var techniques = control.Techniques.Select(id => catalogue.Techniques.Single(t => t.TechniqueId == id)).ToArray();
        var text = new StringBuilder();
        text.Append($"# {control.ControlId} {control.Title}\n\n{control.Statement}\n\n")
            .Append("| | |\n|---|---|\n")
            .Append($"| Pillar | {catalogue.Policy.Pillars.Single(p => p.PillarId == control.PillarId)} |\n")
            .Append($"| Obligation | {control.Obligation.ToString().ToLowerInvariant()}{(control.ObligationNote is { } note ? $", {note}" : string.Empty)} |\n")
            .Append($"| Severity (ours) | {control.DefaultSeverity} |\n")
            .Append($"| Stages (ours) | {string.Join(", ", control.LifecycleStages)} |\n")
            .Append($"| Techniques | {string.Join("; ", techniques.Select(t => $"{t} ({Relation(t)})"))} |\n")
            .Append($"| Guideline items | {control.GuidelineItems} of {catalogue.Policy.GuidelineItems} |\n")
            .Append($"| Origin | {Origin(control)} |\n");
        if (control.Related.Count > 0) text.Append($"| Related, not counted | {string.Join(", ", control.Related)} |\n");
        text.Append($"\n## Why\n\n{control.Rationale}\n\n## What to do\n\n{control.Remediation}\n");
        Parts(text, control);
        Checks(text, control, CheckType.Automatic, "Automatic checks", "No automatic check exists in this version; the control is answered by attestation.");
        Checks(text, control, CheckType.Attestation, "Attestations", string.Empty);
        Mappings(text, control);
        return text.ToString();
    }

    private static void Parts(StringBuilder text, Control control)
    {
        if (control.Parts.Count == 0) return;
        text.Append("\n## Parts\n\n| Part | About | Answers for |\n|---|---|---|\n");
        foreach (var part in control.Parts)
            text.Append($"| {part.PartId} | {part.Title} | {part.TechniqueId} |\n");
    }

    private static void Checks(StringBuilder text, Control control, CheckType type, string heading, string none)
    {
        text.Append($"\n## {heading}\n\n");
        var checks = control.Checks.Where(c => c.CheckType == type).ToArray();
        if (checks.Length == 0) text.Append(none).Append('\n');
        foreach (var check in checks)
        {
            var name = type == CheckType.Automatic ? $"[{check.CheckId}](../checks/{check.CheckId}.md)" : check.CheckId;
            var validity = type == CheckType.Automatic ? string.Empty : check.ValidityDays is { } days ? $", valid {days} days" : ", no fixed number of days";
            var part = check.PartId is { } id ? $", part {id}" : string.Empty;
            text.Append($"* **{name}** ({check.Severity}{part}{validity}): {check.Title}. {check.Description}\n");
        }
    }

    private static void Mappings(StringBuilder text, Control control)
    {
        text.Append("\n## Mappings\n\nOur judgement, not an official crosswalk.\n\n| Framework | High | Medium | Low |\n|---|---|---|---|\n");
        foreach (var framework in control.Mappings.GroupBy(m => m.Framework, StringComparer.Ordinal))
        {
            string Clauses(MappingConfidence confidence) => string.Join(", ", framework.Where(m => m.Confidence == confidence).Select(m => m.ClauseId + Mark(m)));
            text.Append($"| {framework.Key} | {Clauses(MappingConfidence.High)} | {Clauses(MappingConfidence.Medium)} | {Clauses(MappingConfidence.Low)} |\n");
        }

        if (control.Mappings.Any(m => Mark(m).Length > 0)) text.Append("\n\\* not confirmed to the paragraph against a published list of ids.\n");
    }

    private static string Mark(FrameworkMapping mapping) => mapping.Verification == "not-verified-offline" ? "\\*" : string.Empty;

    private static string Relation(Technique technique) => technique.Relation == TechniqueRelation.SeedOnly ? "seed-only" : technique.Relation.ToString().ToLowerInvariant();

    private static string Origin(Control control) => control switch
    {
        { Origin: ControlOrigin.SeedOnly } => "seed-only: defined by this module for a technique that the policy names",
        { DetailedOnly: true } => "detailed requirements only",
        _ => "detailed requirements",
    };

    private static int Count(Control control, CheckType type) => control.Checks.Count(c => c.CheckType == type);
}
