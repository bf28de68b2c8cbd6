using System.Globalization;
using System.Text;
using MlSecPol.Engine.Checks;
using MlSecPol.Engine.Policy;

namespace MlSecPol.Engine.Reports;

/// <summary>Results as a page for people: the controls first, then what needs attention, then every finding with its place and what to do.</summary>
internal static class MarkdownReport
{
    private const string Special = "\\`*_{}[]<>()#+-!|~&$^";

    internal static void Write(Report report, Stream output)
    {
        using var text = new StreamWriter(output, ReportText.Encoding, leaveOpen: true) { NewLine = "\n" };
        var policy = PolicyCatalogue.Current.Policy;
        text.WriteLine("# MlSecPol report");
        text.WriteLine();
        text.WriteLine($"{Time(report.CreatedAt)} · MlSecPol {JsonReport.ToolVersion} · policy version {policy.Version} ({policy.ControlCount} controls, {policy.Techniques.Count} techniques, {policy.GuidelineItems} guideline items)");
        text.WriteLine();
        text.WriteLine(Totals(report.Results));
        WriteControls(text, report.Results);
        WriteAttention(text, report);
        WriteDetails(text, report);
    }

    private static string Totals(IReadOnlyList<CheckResult> results)
    {
        if (results.Count == 0) return "No results.";
        var statuses = RollUp.By(ResultGrouping.Status, results).Select(c => $"{c.Results} {c.Name}");
        var severities = RollUp.By(ResultGrouping.Severity, results.Where(r => r.Status == CheckStatus.Fail)).Select(c => $"{c.Fail} {c.Name}").ToArray();
        return $"**{Quantity(results.Count, "result")}** on {Quantity(results.Select(r => r.Target).Distinct(StringComparer.Ordinal).Count(), "target")}: {string.Join(", ", statuses)}."
            + (severities.Length > 0 ? $" Failures by severity: {string.Join(", ", severities)}." : string.Empty);
    }

    private static void WriteControls(StreamWriter text, IReadOnlyList<CheckResult> results)
    {
        if (results.Count == 0) return;
        text.WriteLine();
        text.WriteLine("## Summary by control");
        text.WriteLine();
        text.WriteLine("| Control | Title | Status | Worst | Fail | Error | Not assessed | Excepted | Pass | Not applicable | Targets |");
        text.WriteLine("|---|---|---|---|--:|--:|--:|--:|--:|--:|--:|");
        foreach (var s in RollUp.ByControl(results))
            text.WriteLine($"| {Escaped(s.ControlId)} | {Escaped(s.Title)} | {s.Status} | {s.WorstSeverity} | {s.Fail} | {s.Error} | {s.NotAssessed} | {s.Excepted} | {s.Pass} | {s.NotApplicable} | {s.Targets} |");
    }

    private static void WriteAttention(StreamWriter text, Report report)
    {
        var results = Attention(report).ToArray();
        if (results.Length == 0) return;
        text.WriteLine();
        text.WriteLine("## What needs attention");
        text.WriteLine();
        text.WriteLine("| Status | Severity | Check | Target | Message |");
        text.WriteLine("|---|---|---|---|---|");
        foreach (var r in results)
            text.WriteLine($"| {r.Status} | {r.Severity} | {Escaped(r.CheckId)} | {Code(Name(report, r), inTable: true)} | {Escaped(r.Message)} |");
    }

    private static void WriteDetails(StreamWriter text, Report report)
    {
        var results = Attention(report).ToArray();
        if (results.Length == 0) return;
        text.WriteLine();
        text.WriteLine("## Details");
        foreach (var result in results)
        {
            var check = PolicyCatalogue.Current.FindCheck(result.CheckId);
            text.WriteLine();
            text.WriteLine($"### {result.Status}: {Escaped(check?.Title ?? result.CheckId)}");
            text.WriteLine();
            text.WriteLine($"- Target: {Code(Name(report, result))}");
            text.WriteLine($"- Check: {Escaped(result.CheckId)}, control {Escaped(result.ControlId)}, severity {result.Severity}, observed {Time(result.ObservedAt)}");
            text.WriteLine($"- {Escaped(result.Message)}");
            if (result.Reason is { } reason && reason != result.Message) text.WriteLine($"- Reason: {Escaped(reason)}");
            if (result.ExceptionId is { } exception) text.WriteLine($"- Exception: {Escaped(exception)}");
            if (result.AttestationId is { } attestation) text.WriteLine($"- Attestation: {Escaped(attestation)}");
            if (result.Findings.Count > 0) WriteFindings(text, result.Findings);
            if (result.Status == CheckStatus.Fail && check is not null)
            {
                text.WriteLine();
                text.WriteLine($"What to do: {Escaped(check.Remediation)}");
            }
        }
    }

    private static void WriteFindings(StreamWriter text, IReadOnlyList<Finding> findings)
    {
        text.WriteLine();
        text.WriteLine("| Severity | Finding | Place | Count | Evidence | Fingerprint |");
        text.WriteLine("|---|---|---|--:|---|---|");
        foreach (var f in findings)
            text.WriteLine($"| {f.Severity} | {Escaped(f.Message)} | {Code(f.Location, inTable: true)} | {f.Count} | {(f.Evidence is { } e ? Code(e, inTable: true) : string.Empty)} | {Escaped(f.Fingerprint)} |");
        WriteKnowledge(text, findings);
    }

    /// <summary>What is known of the rules behind the findings: once for all that share it.</summary>
    private static void WriteKnowledge(StreamWriter text, IReadOnlyList<Finding> findings)
    {
        var known = findings.Where(f => f.Gain is not null).GroupBy(f => (f.Rule, f.Gain, f.Confidence, f.Remediation)).ToArray();
        if (known.Length == 0) return;
        text.WriteLine();
        foreach (var group in known)
        {
            text.WriteLine($"- {Escaped(group.Key.Rule ?? "The finding")}: {Escaped(group.Key.Gain!)}{(group.Key.Confidence is { } sure ? $" Confidence {sure.ToString("P0", CultureInfo.InvariantCulture)}." : string.Empty)}");
            if (group.Key.Remediation is { } remedy) text.WriteLine($"  What to do: {Escaped(remedy)}");
            foreach (var a in group.SelectMany(f => f.Advisories).Distinct().OrderBy(a => a.Id, StringComparer.Ordinal))
                text.WriteLine($"  - {Escaped(a.ToString())}: {Escaped(a.Summary)}{(a.Disputed ? " Disputed." : string.Empty)}{(a.Verified ? string.Empty : " Versions not verified.")} {Code(a.Reference)}");
        }
    }

    private static IEnumerable<CheckResult> Attention(Report report) => report.Results
        .Where(r => r.Status is not (CheckStatus.Pass or CheckStatus.NotApplicable))
        .OrderBy(r => r.Status is CheckStatus.Fail or CheckStatus.Error ? 0 : 1)
        .ThenByDescending(r => r.Severity)
        .ThenBy(r => r.CheckId, StringComparer.Ordinal)
        .ThenBy(r => r.Target, StringComparer.Ordinal);

    private static string Name(Report report, CheckResult result) => TargetName.Of(result.Target, report.Root).Display;

    private static string Quantity(int count, string noun) => count == 1 ? $"1 {noun}" : $"{count} {noun}s";

    private static string Time(DateTimeOffset time) => time.ToUniversalTime().ToString("yyyy-MM-dd HH:mm:ss 'UTC'", CultureInfo.InvariantCulture);

    /// <summary>Text that shows as it is: nothing in it is markup, a link or a new line.</summary>
    private static string Escaped(string value)
    {
        var text = new StringBuilder(value.Length);
        var line = ReportText.OneLine(value);
        for (var i = 0; i < line.Length; i++)
        {
            // An address in a name must not become a link.
            if (Special.Contains(line[i], StringComparison.Ordinal) || (line[i] == '/' && i > 0 && line[i - 1] == ':') || (line[i] == '.' && IsWww(line, i))) text.Append('\\');
            text.Append(line[i]);
        }

        return text.ToString();
    }

    private static bool IsWww(string line, int dot) => dot >= 3 && line.AsSpan(dot - 3, 3).Equals("www", StringComparison.OrdinalIgnoreCase);

    /// <summary>A code span; its fence is longer than any run of backticks in it.</summary>
    private static string Code(string value, bool inTable = false)
    {
        var line = ReportText.OneLine(value);
        if (line.Length == 0) return string.Empty;
        if (inTable) line = line.Replace("|", "\\|", StringComparison.Ordinal);
        var longest = 0;
        for (int i = 0, run = 0; i < line.Length; i++) longest = Math.Max(longest, run = line[i] == '`' ? run + 1 : 0);
        var fence = new string('`', longest + 1);
        var pad = line[0] is '`' or ' ' || line[^1] is '`' or ' ' ? " " : string.Empty;
        return $"{fence}{pad}{line}{pad}{fence}";
    }
}
