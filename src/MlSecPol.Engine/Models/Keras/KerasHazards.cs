using MlSecPol.Engine.Checks;
using MlSecPol.Engine.Models.Containers;

namespace MlSecPol.Engine.Models.Keras;

/// <summary>Notes what a configuration does, each thing once and the first hundred of each rule.</summary>
internal sealed class KerasHazards(FactsBuilder facts, string? member, string root)
{
    private const int MostOfARule = 100;

    private readonly Dictionary<string, int> _counts = new(StringComparer.Ordinal);
    private readonly HashSet<(string, string)> _unknown = [];

    internal void Add(HazardEffect effect, string rule, string subject, string detail, string location, long offset, string? evidence = null, string? import = null)
    {
        // A model that uses one unknown class fifty times is told so once.
        if (effect == HazardEffect.Opaque && !_unknown.Add((rule, detail))) return;
        var count = _counts[rule] = _counts.GetValueOrDefault(rule) + 1;
        if (count > MostOfARule) return;
        facts.Add(new ModelHazard(ModelAspect.KerasConfiguration, effect, rule, ShortText.Of(subject), detail, member, offset, root + location, evidence is null ? null : ShortText.Of(evidence), import));
    }
}
