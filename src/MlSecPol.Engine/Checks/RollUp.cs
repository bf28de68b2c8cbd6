using MlSecPol.Engine.Policy;

namespace MlSecPol.Engine.Checks;

/// <summary>Counts results and rolls their statuses up, the worst winning.</summary>
public static class RollUp
{
    private static readonly CheckStatus[] WorstFirst =
        [CheckStatus.Fail, CheckStatus.Error, CheckStatus.NotAssessed, CheckStatus.Excepted, CheckStatus.Pass, CheckStatus.NotApplicable];

    /// <summary>One summary a control, in the order of the catalogue; controls that it does not know come last.</summary>
    public static IReadOnlyList<ResultSummary> ByControl(IEnumerable<CheckResult> results)
    {
        var order = PolicyCatalogue.Current.Controls.Select((c, i) => (c, i)).ToDictionary(p => p.c.ControlId, p => (p.c.Title, p.i), StringComparer.Ordinal);
        return
        [
            .. results
                .GroupBy(r => r.ControlId, StringComparer.Ordinal)
                .OrderBy(g => order.TryGetValue(g.Key, out var known) ? known.i : int.MaxValue)
                .ThenBy(g => g.Key, StringComparer.Ordinal)
                .Select(g => Summarise(g.Key, order.TryGetValue(g.Key, out var known) ? known.Title : "unknown control", [.. g])),
        ];
    }

    /// <summary>One count a group that has results; for <see cref="ResultGrouping.Control"/> see <see cref="ByControl"/>, which says more.</summary>
    public static IReadOnlyList<ResultCount> By(ResultGrouping grouping, IEnumerable<CheckResult> results) => grouping switch
    {
        ResultGrouping.Status => Counted(grouping, results, r => r.Status.ToString(), g => Array.IndexOf(WorstFirst, g[0].Status)),
        ResultGrouping.Severity => Counted(grouping, results, r => r.Severity.ToString(), g => -(int)g[0].Severity),
        ResultGrouping.Check => Counted(grouping, results, r => r.CheckId, g => CheckOrder(g[0].CheckId)),
        ResultGrouping.Target => Counted(grouping, results, r => r.Target, _ => 0),
        _ => Counted(grouping, results, r => r.ControlId, g => ControlOrder(g[0].ControlId)),
    };

    /// <summary>The worst status of the results, by the order of the roll-up.</summary>
    internal static CheckStatus Worst(IReadOnlyCollection<CheckResult> results) => WorstFirst.First(s => results.Any(r => r.Status == s));

    private static ResultCount[] Counted(ResultGrouping grouping, IEnumerable<CheckResult> results, Func<CheckResult, string> key, Func<CheckResult[], int> order) =>
    [
        .. results.GroupBy(key, StringComparer.Ordinal)
            .Select(g => (g.Key, Results: g.ToArray()))
            .OrderBy(g => order(g.Results))
            .ThenBy(g => g.Key, StringComparer.Ordinal)
            .Select(g => Count(grouping, g.Key, g.Results)),
    ];

    private static ResultCount Count(ResultGrouping grouping, string name, CheckResult[] results)
    {
        var summary = Summarise(string.Empty, string.Empty, results);
        return new ResultCount
        {
            By = grouping,
            Name = name,
            Title = grouping == ResultGrouping.Check ? PolicyCatalogue.Current.FindCheck(name)?.Title : null,
            Status = summary.Status,
            WorstSeverity = summary.WorstSeverity,
            Results = results.Length,
            Findings = results.Sum(r => r.Findings.Count),
            Controls = results.Select(r => r.ControlId).Distinct(StringComparer.Ordinal).Count(),
            Checks = summary.Checks,
            Targets = summary.Targets,
            Pass = summary.Pass,
            Fail = summary.Fail,
            Excepted = summary.Excepted,
            NotApplicable = summary.NotApplicable,
            NotAssessed = summary.NotAssessed,
            Error = summary.Error,
        };
    }

    private static int CheckOrder(string checkId) => Place(PolicyCatalogue.Current.Checks, c => c.CheckId == checkId);

    private static int ControlOrder(string controlId) => Place(PolicyCatalogue.Current.Controls, c => c.ControlId == controlId);

    // What the catalogue does not know comes last.
    private static int Place<T>(IReadOnlyList<T> items, Func<T, bool> isIt)
    {
        for (var i = 0; i < items.Count; i++)
        {
            if (isIt(items[i])) return i;
        }

        return int.MaxValue;
    }

    private static ResultSummary Summarise(string controlId, string title, CheckResult[] results)
    {
        int Count(CheckStatus status) => results.Count(r => r.Status == status);
        var failures = results.Where(r => r.Status == CheckStatus.Fail).ToArray();
        return new ResultSummary
        {
            ControlId = controlId,
            Title = title,
            Status = Worst(results),
            WorstSeverity = failures.Length > 0 ? failures.Max(r => r.Severity) : null,
            Targets = results.Select(r => r.Target).Distinct(StringComparer.Ordinal).Count(),
            Checks = results.Select(r => r.CheckId).Distinct(StringComparer.Ordinal).Count(),
            Pass = Count(CheckStatus.Pass),
            Fail = Count(CheckStatus.Fail),
            Excepted = Count(CheckStatus.Excepted),
            NotApplicable = Count(CheckStatus.NotApplicable),
            NotAssessed = Count(CheckStatus.NotAssessed),
            Error = Count(CheckStatus.Error),
        };
    }
}
