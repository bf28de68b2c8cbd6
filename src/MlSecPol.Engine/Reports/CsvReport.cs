using System.Globalization;
using System.Text;

namespace MlSecPol.Engine.Reports;

/// <summary>Results as comma-separated values by RFC 4180: one row a finding, and one for a result that has none.</summary>
internal static class CsvReport
{
    private static readonly (string Name, Func<CheckResult, Finding?, object?> Value)[] Columns =
    [
        ("Status", (r, _) => r.Status),
        ("Severity", (r, f) => f?.Severity ?? r.Severity),
        ("ControlId", (r, _) => r.ControlId),
        ("CheckId", (r, _) => r.CheckId),
        ("Target", (r, _) => r.Target),
        ("Message", (r, _) => r.Message),
        ("Reason", (r, _) => r.Reason),
        ("ExceptionId", (r, _) => r.ExceptionId),
        ("AttestationId", (r, _) => r.AttestationId),
        ("Finding", (_, f) => f?.Message),
        ("Rule", (_, f) => f?.Rule),
        ("Subject", (_, f) => f?.Subject),
        ("Location", (_, f) => f?.Location),
        ("Member", (_, f) => f?.Member),
        ("Offset", (_, f) => f?.Offset),
        ("Column", (_, f) => f?.Column),
        ("Row", (_, f) => f?.Row),
        ("Count", (_, f) => f?.Count),
        ("Gain", (_, f) => f?.Gain),
        ("Confidence", (_, f) => f?.Confidence),
        ("Advisories", (_, f) => f is { Advisories.Count: > 0 } ? string.Join(' ', f.Advisories.Select(a => a.Id)) : null),
        ("Evidence", (_, f) => f?.Evidence),
        ("Remediation", (_, f) => f?.Remediation),
        ("Fingerprint", (_, f) => f?.Fingerprint),
        ("ObservedAt", (r, _) => r.ObservedAt.ToUniversalTime().ToString("yyyy-MM-dd'T'HH:mm:ss.fffffff'Z'", CultureInfo.InvariantCulture)),
        ("Tool", (r, _) => r.Tool),
        ("Version", (r, _) => r.Version),
    ];

    internal static void Write(Report report, Stream output)
    {
        using var text = new StreamWriter(output, ReportText.Encoding, leaveOpen: true) { NewLine = "\r\n" };
        text.WriteLine(string.Join(',', Columns.Select(c => c.Name)));
        foreach (var result in report.Results)
        {
            if (result.Findings.Count == 0) WriteRow(text, result, null);
            foreach (var finding in result.Findings) WriteRow(text, result, finding);
        }
    }

    private static void WriteRow(StreamWriter text, CheckResult result, Finding? finding) =>
        text.WriteLine(string.Join(',', Columns.Select(c => Cell(c.Value(result, finding)))));

    private static string Cell(object? value)
    {
        if (value is not string text) return Convert.ToString(value, CultureInfo.InvariantCulture) ?? string.Empty;
        text = ReportText.Clean(text);
        // A spreadsheet takes what begins like this for a formula; the apostrophe makes it text.
        var isFormula = text.Length > 0 && text[0] is '=' or '+' or '-' or '@' or '\t' or '\r' or '\n';
        if (!isFormula && text.AsSpan().IndexOfAny(",\"\r\n") < 0) return text;
        return new StringBuilder(text.Length + 3).Append('"').Append(isFormula ? "'" : string.Empty).Append(text.Replace("\"", "\"\"", StringComparison.Ordinal)).Append('"').ToString();
    }
}
