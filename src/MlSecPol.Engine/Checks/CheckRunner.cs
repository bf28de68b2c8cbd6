using System.Diagnostics;
using System.IO.Enumeration;

namespace MlSecPol.Engine.Checks;

/// <summary>Runs checks on the facts of a target and makes results of their verdicts. Safe for concurrent use.</summary>
/// <typeparam name="TFacts">What the checks look at.</typeparam>
/// <param name="checks">The checks to run.</param>
/// <param name="settings">The settings in effect.</param>
/// <param name="clock">Tells when a target was looked at.</param>
/// <param name="describe">Tells the facts of a target to the user; null where there is nothing to tell.</param>
/// <param name="explain">Adds to a finding what is known of its rule: gain, confidence, remedy, advisories; it changes nothing that decides. Null where nothing is known.</param>
public sealed class CheckRunner<TFacts>(
    CheckSet<TFacts> checks,
    SettingsSnapshot settings,
    TimeProvider clock,
    Func<TFacts, ModelSummary>? describe = null,
    Func<CheckInfo, Finding, TFacts, Finding>? explain = null)
{
    private static readonly string ToolVersion = typeof(CheckResult).Assembly.GetName().Version!.ToString(3);

    private readonly Line[] _lines = [.. Prepare(checks, settings.Get<CheckSettings>())];

    /// <summary>Evaluates every check, in the order of their ids.</summary>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public (IReadOnlyList<CheckResult> Results, IReadOnlyList<CheckTiming> Timings) Evaluate(string target, TFacts facts, CancellationToken token)
    {
        var summary = describe?.Invoke(facts);
        var observedAt = clock.GetUtcNow();
        var results = new CheckResult[_lines.Length];
        var timings = new CheckTiming[results.Length];
        var started = Stopwatch.GetTimestamp();
        for (var i = 0; i < results.Length; i++)
        {
            token.ThrowIfCancellationRequested();
            var line = _lines[i];
            var verdict = line.Disabled ?? Ask(line.Check, facts);
            var found = explain is null || verdict.Findings.Count == 0 ? verdict.Findings : [.. verdict.Findings.Select(f => explain(line.Info, f, facts))];
            results[i] = Result(target, line, verdict, found, summary, observedAt);
            var ended = Stopwatch.GetTimestamp();
            timings[i] = new CheckTiming(line.Info.CheckId, Stopwatch.GetElapsedTime(started, ended));
            started = ended;
        }

        return (results, timings);
    }

    /// <summary>The one result for a target of which no facts could be had; it stands under the first of the checks.</summary>
    public CheckResult Unread(string target, Verdict verdict) => Result(target, _lines[0], verdict, verdict.Findings, null, clock.GetUtcNow());

    private Verdict Ask(Check<TFacts> check, TFacts facts)
    {
        try
        {
            return check.Evaluate(facts, settings);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            // A defect of one check must neither pass nor take the other answers with it.
            return Verdict.Error($"the check broke: {e.GetType().Name}: {e.Message}");
        }
    }

    private static IEnumerable<Line> Prepare(CheckSet<TFacts> checks, CheckSettings options) =>
        from entry in checks.Entries
        let isDisabled = options.Disabled.Any(p => FileSystemName.MatchesSimpleExpression(p, entry.Info.CheckId, ignoreCase: true))
        select new Line(
            entry.Check,
            entry.Info,
            options.Severity.TryGetValue(entry.Info.CheckId, out var severity) ? severity : null,
            isDisabled ? Verdict.NotAssessed("The check is disabled in the settings.") : null);

    private static CheckResult Result(string target, Line line, Verdict verdict, IReadOnlyList<Finding> found, ModelSummary? summary, DateTimeOffset observedAt)
    {
        var findings = Complete(line, found);
        return new CheckResult
        {
            Status = verdict.Status,
            Severity = findings.Count > 0 ? findings[0].Severity
                : verdict.Status is CheckStatus.Error or CheckStatus.NotAssessed ? line.OwnSeverity ?? line.Info.Severity
                : Severity.Info,
            ControlId = line.Info.ControlId,
            CheckId = line.Info.CheckId,
            Target = target,
            Message = VisibleText.Of(verdict.Message),
            Reason = verdict.Reason is null ? null : VisibleText.Of(verdict.Reason),
            Findings = findings,
            Imports = verdict.Imports,
            Facts = summary,
            ObservedAt = observedAt,
            Version = ToolVersion,
        };
    }

    private static IReadOnlyList<Finding> Complete(Line line, IReadOnlyList<Finding> findings)
    {
        // Most results have none.
        if (findings.Count == 0) return [];
        return
        [
            .. findings
                .Select(f => f with
                {
                    Severity = line.OwnSeverity ?? f.Severity,
                    // What stands in a hostile file may not steer the terminal of whoever reads of it.
                    Message = VisibleText.Of(f.Message),
                    Subject = f.Subject is null ? null : VisibleText.Of(f.Subject),
                    Location = VisibleText.Of(f.Location),
                    Member = f.Member is null ? null : VisibleText.Of(f.Member),
                    Evidence = f.Evidence is null ? null : VisibleText.Of(f.Evidence),
                    Remediation = f.Remediation ?? line.Info.Remediation,
                    Fingerprint = FindingFingerprint.Of(line.Info.CheckId, f),
                })
                .OrderByDescending(f => f.Severity)
                .ThenBy(f => f.Member, StringComparer.Ordinal)
                .ThenBy(f => f.Offset)
                .ThenBy(f => f.Row),
        ];
    }

    /// <summary>A check with what the settings say of it, looked up once for all targets.</summary>
    private sealed record Line(Check<TFacts> Check, CheckInfo Info, Severity? OwnSeverity, Verdict? Disabled);
}
