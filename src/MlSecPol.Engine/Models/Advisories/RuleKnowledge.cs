using System.Collections.Frozen;
using MlSecPol.Engine.Checks;

namespace MlSecPol.Engine.Models.Advisories;

/// <summary>Finds what is known of a rule: by its name, else by the longest beginning of it.</summary>
internal sealed class RuleKnowledge
{
    private static readonly Lazy<RuleKnowledge> Lazily = new(() => new RuleKnowledge());

    private readonly FrozenDictionary<string, FrozenDictionary<string, RuleEntry>> _checks;

    private RuleKnowledge()
    {
        var reader = new RecordReader("rules.json", "list of rules", "the engine");
        var document = (RuleDocument)reader.Record(EmbeddedData.Read("rules"), typeof(RuleDocument), string.Empty);
        _checks = document.Checks.ToFrozenDictionary(
            c => c.Key,
            c => c.Value.SelectMany(e => e.Rules.Select(rule => (rule, e))).ToFrozenDictionary(p => p.rule, p => p.e, StringComparer.Ordinal),
            StringComparer.Ordinal);
    }

    /// <summary>The list in effect.</summary>
    internal static RuleKnowledge Current => Lazily.Value;

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
