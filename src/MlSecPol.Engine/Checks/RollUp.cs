using MlSecPol.Engine.Policy;

namespace MlSecPol.Engine.Checks;

/// <summary>Counts results by control and rolls their statuses up, the worst winning.</summary>
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

    private static ResultSummary Summarise(string controlId, string title, CheckResult[] results)
    {
        int Count(CheckStatus status) => results.Count(r => r.Status == status);
        var failures = results.Where(r => r.Status == CheckStatus.Fail).ToArray();
        return new ResultSummary
        {
            ControlId = controlId,
            Title = title,
            Status = WorstFirst.First(s => results.Any(r => r.Status == s)),
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
