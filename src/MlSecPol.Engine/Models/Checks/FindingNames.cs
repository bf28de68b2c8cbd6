namespace MlSecPol.Engine.Models.Checks;

/// <summary>Keeps the findings of one check apart, so that each has a fingerprint of its own and keeps it in the next run.</summary>
internal static class FindingNames
{
    /// <summary>
    /// Numbers findings that agree in rule, member and subject, in their order in the file: the second of them is number 2.
    /// </summary>
    public static List<Finding> Distinguish(IEnumerable<Finding> findings)
    {
        // Most files have none.
        Dictionary<(string?, string?, string?), int>? seen = null;
        var distinct = new List<Finding>();
        foreach (var finding in findings)
        {
            var key = (finding.Rule, finding.Member, finding.Subject);
            seen ??= [];
            var number = seen[key] = seen.GetValueOrDefault(key) + 1;
            distinct.Add(number == 1 ? finding : finding with { Subject = $"{finding.Subject} ({number})".TrimStart() });
        }

        return distinct;
    }
}
