namespace MlSecPol.Engine.Models.Advisories;

/// <summary>Finds what is known of a rule: by its name, else by the longest beginning of it.</summary>
internal sealed class RuleKnowledge
{
    private static readonly Lazy<RuleKnowledge> Lazily = new(() => new RuleKnowledge());

    private readonly Dictionary<string, Dictionary<string, RuleEntry>> _checks = new(StringComparer.Ordinal);

    private RuleKnowledge()
    {
        using var document = EmbeddedData.Open("rules");
        foreach (var check in document.RootElement.GetProperty("checks").EnumerateObject())
        {
            var known = _checks[check.Name] = new Dictionary<string, RuleEntry>(StringComparer.Ordinal);
            foreach (var item in check.Value.EnumerateArray())
            {
                var entry = new RuleEntry(item.GetProperty("gain").GetString()!, item.GetProperty("confidence").GetDouble(), item.GetProperty("remedy").GetString()!);
                foreach (var rule in item.GetProperty("rules").EnumerateArray()) known.Add(rule.GetString()!, entry);
            }
        }
    }

    /// <summary>The list in effect.</summary>
    internal static RuleKnowledge Current => Lazily.Value;

    /// <summary>Everything that is known, by check and rule; a rule that ends with <c>*</c> stands for all that begin so.</summary>
    internal IEnumerable<(string CheckId, string Rule, RuleEntry Entry)> All => _checks.SelectMany(c => c.Value.Select(r => (c.Key, r.Key, r.Value)));

    /// <summary>What is known of a rule of a check; null where nothing is.</summary>
    internal RuleEntry? Of(string checkId, string? rule)
    {
        if (!_checks.TryGetValue(checkId, out var rules)) return null;
        rule ??= string.Empty;
        if (rules.TryGetValue(rule, out var exact)) return exact;
        for (var length = rule.Length; length >= 0; length--)
        {
            if (rules.TryGetValue(string.Concat(rule.AsSpan(0, length), "*"), out var known)) return known;
        }

        return null;
    }
}
