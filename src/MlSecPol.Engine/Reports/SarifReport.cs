using System.Text.Json;

namespace MlSecPol.Engine.Reports;

/// <summary>
/// Results as SARIF 2.1.0: checks are rules, findings are results, controls and the frameworks behind them are taxonomies. File names are relative, so that
/// a report means the same on another machine.
/// </summary>
internal static class SarifReport
{
    /// <summary>The name of the fingerprint; the number changes when what it hashes does.</summary>
    private const string FingerprintName = "mlsecpolFinding/v1";

    internal static void Write(Report report, Stream output)
    {
        using var json = new Utf8JsonWriter(output, JsonReport.Options);
        var rules = new SarifRules(report.Results);
        json.WriteStartObject();
        json.WriteString("$schema", "https://json.schemastore.org/sarif-2.1.0.json");
        json.WriteString("version", "2.1.0");
        json.WriteStartArray("runs");
        json.WriteStartObject();
        rules.WriteTool(json);
        json.WriteStartObject("originalUriBaseIds");
        WriteBase(json, TargetName.RootBase, TargetName.BaseUri(report.Root), "The folder that the report was made for.");
        WriteBase(json, TargetName.FileSystemBase, TargetName.BaseUri("/"), "The top of the file system.");
        json.WriteEndObject();
        WriteInvocation(json, report, rules);
        json.WriteString("columnKind", "utf16CodeUnits");
        rules.WriteTaxonomies(json);
        // Where one result is suppressed, every other must say that it is not.
        var suppressions = report.Results.Any(r => r.Status == CheckStatus.Excepted);
        json.WriteStartArray("results");
        foreach (var result in report.Results)
        {
            WriteResults(json, report, rules, result, suppressions);
            if (json.BytesPending > 1 << 16) json.Flush();
        }

        json.WriteEndArray();
        json.WriteEndObject();
        json.WriteEndArray();
        json.WriteEndObject();
        json.Flush();
        output.WriteByte((byte)'\n');
    }

    private static void WriteBase(Utf8JsonWriter json, string id, string uri, string description)
    {
        json.WriteStartObject(id);
        json.WriteString("uri", uri);
        WriteMessage(json, "description", description);
        json.WriteEndObject();
    }

    private static void WriteInvocation(Utf8JsonWriter json, Report report, SarifRules rules)
    {
        var errors = report.Results.Where(r => r.Status == CheckStatus.Error).ToArray();
        json.WriteStartArray("invocations");
        json.WriteStartObject();
        json.WriteBoolean("executionSuccessful", errors.Length == 0);
        json.WriteString("endTimeUtc", report.CreatedAt.UtcDateTime);
        json.WriteStartArray("toolExecutionNotifications");
        foreach (var error in errors)
        {
            json.WriteStartObject();
            json.WriteString("level", "error");
            WriteMessage(json, "message", error.Message);
            json.WriteString("timeUtc", error.ObservedAt.UtcDateTime);
            json.WriteStartObject("associatedRule");
            json.WriteString("id", ReportText.Clean(error.CheckId));
            json.WriteNumber("index", rules.IndexOf(error.CheckId));
            json.WriteEndObject();
            json.WriteStartArray("locations");
            WriteLocation(json, report, error, null);
            json.WriteEndArray();
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
        json.WriteEndArray();
    }

    private static void WriteResults(Utf8JsonWriter json, Report report, SarifRules rules, CheckResult result, bool suppressions)
    {
        var kind = result.Status switch
        {
            CheckStatus.Pass => "pass",
            CheckStatus.NotApplicable => "notApplicable",
            CheckStatus.NotAssessed => rules.IsAttested(result.CheckId) ? "review" : "open",
            // An error is a notification; only what was found before the break is a result.
            CheckStatus.Error => null,
            _ => "fail",
        };
        if (kind is not null && (kind != "fail" || result.Findings.Count == 0)) WriteResult(json, report, rules, result, null, kind, suppressions);
        foreach (var finding in result.Findings)
            WriteResult(json, report, rules, result, finding, kind is "fail" or null ? "fail" : "informational", suppressions);
    }

    private static void WriteResult(Utf8JsonWriter json, Report report, SarifRules rules, CheckResult result, Finding? finding, string kind, bool suppressions)
    {
        var severity = finding?.Severity ?? result.Severity;
        json.WriteStartObject();
        json.WriteString("ruleId", ReportText.Clean(result.CheckId));
        json.WriteNumber("ruleIndex", rules.IndexOf(result.CheckId));
        json.WriteString("kind", kind);
        json.WriteString("level", kind == "fail" ? SarifRules.Level(severity) : "none");
        WriteMessage(json, "message", finding?.Message ?? result.Message);
        json.WriteStartArray("locations");
        WriteLocation(json, report, result, finding);
        json.WriteEndArray();
        if (finding is { Count: > 0 and <= int.MaxValue }) json.WriteNumber("occurrenceCount", finding.Count);
        if (finding is { Fingerprint.Length: > 0 })
        {
            json.WriteStartObject("partialFingerprints");
            json.WriteString(FingerprintName, ReportText.Clean(finding.Fingerprint));
            json.WriteEndObject();
        }

        if (finding is { Advisories.Count: > 0 }) SarifRules.WriteTaxa(json, finding.Advisories);
        if (suppressions) WriteSuppressions(json, result);
        WriteProperties(json, result, finding, severity);
        json.WriteEndObject();
    }

    private static void WriteSuppressions(Utf8JsonWriter json, CheckResult result)
    {
        json.WriteStartArray("suppressions");
        if (result.Status == CheckStatus.Excepted)
        {
            json.WriteStartObject();
            json.WriteString("kind", "external");
            json.WriteString("status", "accepted");
            json.WriteString("justification", ReportText.Clean($"Exception {result.ExceptionId} is in force. {result.Reason}".TrimEnd()));
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteLocation(Utf8JsonWriter json, Report report, CheckResult result, Finding? finding)
    {
        var name = TargetName.Of(result.Target, report.Root);
        json.WriteStartObject();
        json.WriteStartObject("physicalLocation");
        json.WriteStartObject("artifactLocation");
        json.WriteString("uri", name.Uri);
        if (name.BaseId is not null) json.WriteString("uriBaseId", name.BaseId);
        json.WriteEndObject();
        // Inside a member the offset does not count from the start of the file.
        if (finding is { Offset: >= 0 and var offset, Member: null })
        {
            json.WriteStartObject("region");
            json.WriteNumber("byteOffset", offset);
            json.WriteNumber("byteLength", 0);
            json.WriteEndObject();
        }

        json.WriteEndObject();
        if (finding?.Member is not null || finding?.Column is not null)
        {
            json.WriteStartArray("logicalLocations");
            json.WriteStartObject();
            json.WriteString("fullyQualifiedName", ReportText.Clean(string.Join('!', new[] { finding.Member, finding.Column }.OfType<string>())));
            json.WriteString("kind", finding.Column is null ? "member" : "element");
            json.WriteEndObject();
            json.WriteEndArray();
        }

        if (finding is not null) WriteMessage(json, "message", finding.Location);
        json.WriteEndObject();
    }

    private static void WriteProperties(Utf8JsonWriter json, CheckResult result, Finding? finding, Severity severity)
    {
        json.WriteStartObject("properties");
        json.WriteString("status", result.Status.ToString());
        json.WriteString("severity", severity.ToString());
        json.WriteString("controlId", ReportText.Clean(result.ControlId));
        json.WriteString("observedAt", result.ObservedAt.UtcDateTime);
        Text(json, "reason", result.Reason);
        Text(json, "exceptionId", result.ExceptionId);
        Text(json, "attestationId", result.AttestationId);
        if (finding is not null)
        {
            Text(json, "rule", finding.Rule);
            Text(json, "subject", finding.Subject);
            if (finding.Member is not null && finding.Offset is { } offset) json.WriteNumber("offset", offset);
            if (finding.Row is { } row) json.WriteNumber("row", row);
            Text(json, "gain", finding.Gain);
            if (finding.Confidence is { } confidence && double.IsFinite(confidence)) json.WriteNumber("confidence", confidence);
            Text(json, "evidence", finding.Evidence);
            Text(json, "remediation", finding.Remediation);
            WriteTags(json, finding.Advisories);
            JsonReport.WriteAdvisories(json, finding.Advisories);
        }

        json.WriteEndObject();
    }

    private static void WriteTags(Utf8JsonWriter json, IReadOnlyList<Advisory> advisories)
    {
        if (advisories.Count == 0) return;
        json.WriteStartArray("tags");
        foreach (var id in advisories.Select(a => ReportText.Clean(a.Id)).Distinct(StringComparer.Ordinal)) json.WriteStringValue(id);
        json.WriteEndArray();
    }

    private static void WriteMessage(Utf8JsonWriter json, string name, string text)
    {
        json.WriteStartObject(name);
        json.WriteString("text", ReportText.Clean(text));
        json.WriteEndObject();
    }

    private static void Text(Utf8JsonWriter json, string name, string? value)
    {
        if (value is not null) json.WriteString(name, ReportText.Clean(value));
    }
}
