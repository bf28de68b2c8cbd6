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

    private readonly CheckSettings _options = settings.Get<CheckSettings>();

    /// <summary>Evaluates every check, in the order of their ids.</summary>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public (IReadOnlyList<CheckResult> Results, IReadOnlyList<CheckTiming> Timings) Evaluate(string target, TFacts facts, CancellationToken token)
    {
        var summary = describe?.Invoke(facts);
        var results = new CheckResult[checks.Entries.Count];
        var timings = new CheckTiming[results.Length];
        for (var i = 0; i < results.Length; i++)
        {
            token.ThrowIfCancellationRequested();
            var (check, info) = checks.Entries[i];
            var started = Stopwatch.GetTimestamp();
            var verdict = IsDisabled(info) ? Verdict.NotAssessed("The check is disabled in the settings.") : Ask(check, facts);
            results[i] = Result(target, info, verdict, explain is null || verdict.Findings.Count == 0 ? verdict.Findings : [.. verdict.Findings.Select(f => explain(info, f, facts))], summary);
            timings[i] = new CheckTiming(info.CheckId, Stopwatch.GetElapsedTime(started));
        }

        return (results, timings);
    }

    /// <summary>The one result for a target of which no facts could be had; it stands under the first of the checks.</summary>
    public CheckResult Unread(string target, Verdict verdict) => Result(target, checks.Entries[0].Info, verdict, verdict.Findings, null);

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

    private bool IsDisabled(CheckInfo info) => _options.Disabled.Any(p => FileSystemName.MatchesSimpleExpression(p, info.CheckId, ignoreCase: true));

    private CheckResult Result(string target, CheckInfo info, Verdict verdict, IReadOnlyList<Finding> found, ModelSummary? summary)
    {
        var findings = Complete(info, found);
        return new CheckResult
        {
            Status = verdict.Status,
            Severity = findings.Count > 0 ? findings[0].Severity
                : verdict.Status is CheckStatus.Error or CheckStatus.NotAssessed ? OwnSeverity(info) ?? info.Severity
                : Severity.Info,
            ControlId = info.ControlId,
            CheckId = info.CheckId,
            Target = target,
            Message = verdict.Message,
            Reason = verdict.Reason,
            Findings = findings,
            Imports = verdict.Imports,
            Facts = summary,
            ObservedAt = clock.GetUtcNow(),
            Version = ToolVersion,
        };
    }

    private IReadOnlyList<Finding> Complete(CheckInfo info, IReadOnlyList<Finding> findings)
    {
        // Most results have none.
        if (findings.Count == 0) return [];
        var own = OwnSeverity(info);
        return
        [
            .. findings
                .Select(f => f with { Severity = own ?? f.Severity, Remediation = f.Remediation ?? info.Remediation, Fingerprint = FindingFingerprint.Of(info.CheckId, f) })
                .OrderByDescending(f => f.Severity)
                .ThenBy(f => f.Member, StringComparer.Ordinal)
                .ThenBy(f => f.Offset)
                .ThenBy(f => f.Row),
        ];
    }

    private Severity? OwnSeverity(CheckInfo info) => _options.Severity.TryGetValue(info.CheckId, out var severity) ? severity : null;
}
