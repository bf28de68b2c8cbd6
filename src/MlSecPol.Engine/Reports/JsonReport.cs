using System.Text.Encodings.Web;
using System.Text.Json;
using MlSecPol.Engine.Checks;
using MlSecPol.Engine.Policy;

namespace MlSecPol.Engine.Reports;

/// <summary>Results as JSON by <c>docs/schemas/mlsecpol-results.schema.json</c>: the format that <see cref="ResultReader"/> reads back without loss.</summary>
internal static class JsonReport
{
    /// <summary>What the document says it is.</summary>
    internal const string Format = "mlsecpol-results";

    /// <summary>The version of its form; a reader refuses another.</summary>
    internal const int FormatVersion = 1;

    /// <summary>How all JSON is written here: readable, and letters as letters. Control characters are escaped all the same.</summary>
    internal static JsonWriterOptions Options { get; } = new() { Indented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    internal static void Write(Report report, Stream output)
    {
        using var json = new Utf8JsonWriter(output, Options);
        json.WriteStartObject();
        json.WriteString("format", Format);
        json.WriteNumber("formatVersion", FormatVersion);
        json.WriteString("createdAt", report.CreatedAt.ToUniversalTime());
        json.WriteStartObject("tool");
        json.WriteString("name", "MlSecPol");
        json.WriteString("version", ToolVersion);
        json.WriteEndObject();
        WritePolicy(json);
        json.WriteStartArray("summary");
        foreach (var summary in RollUp.ByControl(report.Results)) Write(json, summary);
        json.WriteEndArray();
        json.WriteStartArray("results");
        foreach (var result in report.Results)
        {
            Write(json, result);
            // The writer keeps what it has until it is told: memory does not grow with the report.
            if (json.BytesPending > 1 << 16) json.Flush();
        }

        json.WriteEndArray();
        json.WriteEndObject();
        json.Flush();
        output.WriteByte((byte)'\n');
    }

    /// <summary>The version of this tool.</summary>
    internal static string ToolVersion { get; } = typeof(CheckResult).Assembly.GetName().Version!.ToString(3);

    private static void WritePolicy(Utf8JsonWriter json)
    {
        var policy = PolicyCatalogue.Current.Policy;
        json.WriteStartObject("policy");
        json.WriteString("policyId", policy.PolicyId);
        json.WriteString("version", policy.Version);
        json.WriteString("controls", policy.ControlCount);
        json.WriteNumber("techniques", policy.Techniques.Count);
        json.WriteNumber("guidelineItems", policy.GuidelineItems);
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, ResultSummary summary)
    {
        json.WriteStartObject();
        Text(json, "controlId", summary.ControlId);
        json.WriteString("title", summary.Title);
        json.WriteString("status", summary.Status.ToString());
        Text(json, "worstSeverity", summary.WorstSeverity?.ToString());
        json.WriteNumber("targets", summary.Targets);
        json.WriteNumber("checks", summary.Checks);
        json.WriteNumber("pass", summary.Pass);
        json.WriteNumber("fail", summary.Fail);
        json.WriteNumber("excepted", summary.Excepted);
        json.WriteNumber("notApplicable", summary.NotApplicable);
        json.WriteNumber("notAssessed", summary.NotAssessed);
        json.WriteNumber("error", summary.Error);
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, CheckResult result)
    {
        json.WriteStartObject();
        json.WriteString("status", result.Status.ToString());
        json.WriteString("severity", result.Severity.ToString());
        Text(json, "controlId", result.ControlId);
        Text(json, "checkId", result.CheckId);
        Text(json, "target", result.Target);
        Text(json, "message", result.Message);
        Text(json, "reason", result.Reason);
        json.WriteString("observedAt", result.ObservedAt);
        Text(json, "tool", result.Tool);
        Text(json, "version", result.Version);
        Text(json, "exceptionId", result.ExceptionId);
        Text(json, "attestationId", result.AttestationId);
        json.WriteStartArray("findings");
        foreach (var finding in result.Findings) Write(json, finding);
        json.WriteEndArray();
        JsonFacts.Write(json, result);
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, Finding finding)
    {
        json.WriteStartObject();
        json.WriteString("severity", finding.Severity.ToString());
        Text(json, "message", finding.Message);
        Text(json, "rule", finding.Rule);
        Text(json, "subject", finding.Subject);
        Text(json, "location", finding.Location);
        Text(json, "member", finding.Member);
        if (finding.Offset is { } offset) json.WriteNumber("offset", offset);
        Text(json, "column", finding.Column);
        if (finding.Row is { } row) json.WriteNumber("row", row);
        json.WriteNumber("count", finding.Count);
        Text(json, "gain", finding.Gain);
        if (finding.Confidence is { } confidence && double.IsFinite(confidence)) json.WriteNumber("confidence", confidence);
        Text(json, "evidence", finding.Evidence);
        Text(json, "remediation", finding.Remediation);
        WriteAdvisories(json, finding.Advisories);
        Text(json, "fingerprint", finding.Fingerprint);
        json.WriteEndObject();
    }

    /// <summary>The list of advisories, here and in SARIF; nothing where there is none.</summary>
    internal static void WriteAdvisories(Utf8JsonWriter json, IReadOnlyList<Advisory> advisories)
    {
        if (advisories.Count == 0) return;
        json.WriteStartArray("advisories");
        foreach (var advisory in advisories)
        {
            json.WriteStartObject();
            Text(json, "id", advisory.Id);
            Text(json, "product", advisory.Product);
            Text(json, "affected", advisory.Affected);
            Text(json, "summary", advisory.Summary);
            Text(json, "reference", advisory.Reference);
            json.WriteBoolean("verified", advisory.Verified);
            if (advisory.Disputed) json.WriteBoolean("disputed", true);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void Text(Utf8JsonWriter json, string name, string? value)
    {
        if (value is not null) json.WriteString(name, ReportText.Clean(value));
    }
}
