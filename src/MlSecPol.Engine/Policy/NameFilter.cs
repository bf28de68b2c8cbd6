namespace MlSecPol.Engine.Policy;

/// <summary>The entries that a list of patterns stands for; without patterns it accepts everything.</summary>
internal sealed class NameFilter<T>
{
    private readonly T[]? _chosen;

    /// <exception cref="PolicyQueryException">A pattern without wildcards stands for nothing.</exception>
    public NameFilter(string property, IReadOnlyList<string> patterns, IReadOnlyList<T> entries, Func<T, string[]> names)
    {
        if (patterns.Count == 0) return;
        var chosen = new List<T>();
        foreach (var text in patterns)
        {
            var pattern = new NamePattern(text);
            var before = chosen.Count;
            chosen.AddRange(entries.Where(e => names(e).Any(pattern.Matches)));
            if (chosen.Count == before && !pattern.HasWildcards)
                throw new PolicyQueryException(property, text, [.. entries.SelectMany(names).Distinct(StringComparer.OrdinalIgnoreCase)]);
        }

        _chosen = [.. chosen];
    }

    /// <summary>Whether one of the chosen entries fits.</summary>
    public bool Accepts(Func<T, bool> fits) => _chosen is null || Array.Exists(_chosen, e => fits(e));
}
