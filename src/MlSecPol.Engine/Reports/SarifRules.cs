using System.Text;
using System.Text.Json;
using MlSecPol.Engine.Policy;

namespace MlSecPol.Engine.Reports;

/// <summary>The checks of a report as SARIF rules, their controls and the frameworks behind those as taxonomies.</summary>
internal sealed class SarifRules
{
    private const string Policy = "Security Policy for Machine Learning Systems";
    private const string Published = "Published weaknesses";

    private readonly List<(string Id, CheckInfo? Check)> _rules;
    private readonly Dictionary<string, int> _indexes;
    private readonly List<Control> _controls;
    private readonly List<string> _frameworks;
    private readonly List<Advisory> _advisories;

    internal SarifRules(IReadOnlyList<CheckResult> results)
    {
        var catalogue = PolicyCatalogue.Current;
        var used = results.Select(r => r.CheckId).ToHashSet(StringComparer.OrdinalIgnoreCase);
        _rules =
        [
            .. catalogue.Checks.Where(c => used.Remove(c.CheckId)).Select(c => (c.CheckId, (CheckInfo?)c)),
            // Of another version, or of somebody else's.
            .. used.Order(StringComparer.Ordinal).Select(id => (id, (CheckInfo?)null)),
        ];
        _indexes = _rules.Select((rule, index) => (rule.Id, index)).ToDictionary(p => p.Id, p => p.index, StringComparer.OrdinalIgnoreCase);
        _controls = [.. catalogue.Controls.Where(c => _rules.Exists(r => r.Check?.ControlId == c.ControlId))];
        _frameworks = [.. catalogue.Frameworks.Where(f => _controls.Exists(c => c.Mappings.Any(m => m.Framework == f)))];
        _advisories = [.. results.SelectMany(r => r.Findings).SelectMany(f => f.Advisories).DistinctBy(a => ReportText.Clean(a.Id), StringComparer.Ordinal).OrderBy(a => a.Id, StringComparer.Ordinal)];
    }

    /// <summary>The level of a failure of that severity.</summary>
    internal static string Level(Severity severity) => severity switch
    {
        Severity.Critical or Severity.High => "error",
        Severity.Medium => "warning",
        _ => "note",
    };

    internal int IndexOf(string checkId) => _indexes[checkId];

    /// <summary>Whether people answer the check.</summary>
    internal bool IsAttested(string checkId) => _rules[IndexOf(checkId)].Check?.CheckType == CheckType.Attestation;

    internal void WriteTool(Utf8JsonWriter json)
    {
        json.WriteStartObject("tool");
        json.WriteStartObject("driver");
        json.WriteString("name", "MlSecPol");
        json.WriteString("organization", "MlSecPol contributors");
        json.WriteString("semanticVersion", JsonReport.ToolVersion);
        json.WriteString("version", JsonReport.ToolVersion);
        json.WriteStartArray("supportedTaxonomies");
        foreach (var name in _frameworks.Prepend(Policy)) WriteComponent(json, null, name);
        if (_advisories.Count > 0) WriteComponent(json, null, Published);
        json.WriteEndArray();
        json.WriteStartArray("rules");
        foreach (var (id, check) in _rules) WriteRule(json, id, check);
        json.WriteEndArray();
        json.WriteEndObject();
        json.WriteEndObject();
    }

    internal void WriteTaxonomies(Utf8JsonWriter json)
    {
        json.WriteStartArray("taxonomies");
        json.WriteStartObject();
        json.WriteString("name", Policy);
        json.WriteString("version", PolicyCatalogue.Current.Policy.Version);
        WriteMessage(json, "shortDescription", PolicyCatalogue.Current.Policy.Counts);
        json.WriteStartArray("taxa");
        foreach (var control in _controls)
        {
            json.WriteStartObject();
            json.WriteString("id", control.ControlId);
            json.WriteString("name", control.Title);
            WriteMessage(json, "shortDescription", control.Statement);
            json.WriteStartArray("relationships");
            foreach (var mapping in control.Mappings.DistinctBy(m => (m.Framework, m.ClauseId))) WriteRelationship(json, mapping.ClauseId, mapping.Framework, "relevant");
            json.WriteEndArray();
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
        foreach (var framework in _frameworks)
        {
            json.WriteStartObject();
            json.WriteString("name", framework);
            json.WriteStartArray("taxa");
            foreach (var clause in _controls.SelectMany(c => c.Mappings).Where(m => m.Framework == framework).Select(m => m.ClauseId).Distinct(StringComparer.Ordinal))
            {
                json.WriteStartObject();
                json.WriteString("id", clause);
                json.WriteEndObject();
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        if (_advisories.Count > 0) WriteAdvisories(json);
        json.WriteEndArray();
    }

    /// <summary>The advisories that a result refers to.</summary>
    internal static void WriteTaxa(Utf8JsonWriter json, IReadOnlyList<Advisory> advisories)
    {
        json.WriteStartArray("taxa");
        foreach (var id in advisories.Select(a => ReportText.Clean(a.Id)).Distinct(StringComparer.Ordinal))
        {
            json.WriteStartObject();
            json.WriteString("id", id);
            WriteComponent(json, "toolComponent", Published);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private void WriteAdvisories(Utf8JsonWriter json)
    {
        json.WriteStartObject();
        json.WriteString("name", Published);
        json.WriteStartArray("taxa");
        foreach (var advisory in _advisories)
        {
            json.WriteStartObject();
            json.WriteString("id", ReportText.Clean(advisory.Id));
            WriteMessage(json, "shortDescription", ReportText.Clean($"{advisory.Product} {advisory.Affected}"));
            WriteMessage(json, "fullDescription", ReportText.Clean(advisory.Summary));
            if (Uri.TryCreate(advisory.Reference, UriKind.Absolute, out var reference) && reference.Scheme is "https" or "http") json.WriteString("helpUri", reference.AbsoluteUri);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void WriteRule(Utf8JsonWriter json, string id, CheckInfo? check)
    {
        json.WriteStartObject();
        json.WriteString("id", ReportText.Clean(id));
        if (check is not null)
        {
            json.WriteString("name", id[(id.IndexOf('.', StringComparison.Ordinal) + 1)..]);
            WriteMessage(json, "shortDescription", check.Title);
            WriteMessage(json, "fullDescription", check.Description);
            json.WriteStartObject("help");
            json.WriteString("text", $"{check.Description}\n\nWhat to do: {check.Remediation}");
            json.WriteString("markdown", Markdown(check));
            json.WriteEndObject();
            json.WriteStartObject("defaultConfiguration");
            json.WriteString("level", Level(check.Severity));
            json.WriteEndObject();
            json.WriteStartArray("relationships");
            WriteRelationship(json, check.ControlId, Policy, "superset");
            json.WriteEndArray();
            json.WriteStartObject("properties");
            json.WriteStartArray("tags");
            foreach (var tag in new[] { "security", "machine-learning", check.Subject, check.ControlId }) json.WriteStringValue(tag);
            json.WriteEndArray();
            json.WriteString("security-severity", Score(check.Severity));
            json.WriteString("severity", check.Severity.ToString());
            json.WriteString("since", check.Since);
            json.WriteEndObject();
        }

        json.WriteEndObject();
    }

    private static string Markdown(CheckInfo check)
    {
        var text = new StringBuilder($"**{check.Title}** (`{check.CheckId}`, control {check.ControlId})\n\n{check.Description}\n\n**What to do:** {check.Remediation}\n");
        foreach (var reference in check.References) text.Append("\n- <").Append(reference).Append('>');
        return text.ToString();
    }

    // Inside the bands that code scanning makes of the number: above 9.0 critical, from 7.0 high, from 4.0 medium, below low.
    private static string Score(Severity severity) => severity switch
    {
        Severity.Critical => "9.5",
        Severity.High => "8.0",
        Severity.Medium => "5.5",
        Severity.Low => "3.0",
        _ => "0.0",
    };

    private static void WriteRelationship(Utf8JsonWriter json, string id, string component, string kind)
    {
        json.WriteStartObject();
        json.WriteStartObject("target");
        json.WriteString("id", id);
        WriteComponent(json, "toolComponent", component);
        json.WriteEndObject();
        json.WriteStartArray("kinds");
        json.WriteStringValue(kind);
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void WriteComponent(Utf8JsonWriter json, string? property, string name)
    {
        if (property is null) json.WriteStartObject();
        else json.WriteStartObject(property);
        json.WriteString("name", name);
        json.WriteEndObject();
    }

    private static void WriteMessage(Utf8JsonWriter json, string name, string text)
    {
        json.WriteStartObject(name);
        json.WriteString("text", text);
        json.WriteEndObject();
    }
}
