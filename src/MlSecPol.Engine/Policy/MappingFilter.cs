namespace MlSecPol.Engine.Policy;

/// <summary>Finds the mappings of a control that belong to wanted frameworks and clauses.</summary>
internal sealed class MappingFilter
{
    private readonly HashSet<string>? _frameworks;
    private readonly NamePattern[] _clauses;

    /// <exception cref="PolicyQueryException">A framework or clause without wildcards does not exist.</exception>
    public MappingFilter(IReadOnlyList<string> frameworks, IReadOnlyList<string> clauses, PolicyCatalogue catalogue)
    {
        if (frameworks.Count > 0) _frameworks = Find(frameworks, catalogue.Frameworks);
        _clauses = [.. clauses.Select(c => new NamePattern(c))];
        if (clauses.Count > 0) RequireClauses(clauses, catalogue);
    }

    public bool IsEmpty => _frameworks is null && _clauses.Length == 0;

    public IReadOnlyList<FrameworkMapping> Matching(Control control) => IsEmpty ? [] : [.. control.Mappings.Where(Accepts)];

    private static HashSet<string> Find(IReadOnlyList<string> wanted, IReadOnlyList<string> known)
    {
        var found = new HashSet<string>(StringComparer.Ordinal);
        foreach (var text in wanted)
        {
            var pattern = new NamePattern(text);
            var matches = known.Where(pattern.MatchesWords).ToArray();
            if (matches.Length == 0 && !pattern.HasWildcards) throw new PolicyQueryException("Framework", text, known);
            found.UnionWith(matches);
        }

        return found;
    }

    private void RequireClauses(IReadOnlyList<string> wanted, PolicyCatalogue catalogue)
    {
        var known = catalogue.Controls.SelectMany(c => c.Mappings).Where(InFrameworks).Select(m => m.ClauseId).Distinct(StringComparer.Ordinal).ToArray();
        for (var i = 0; i < wanted.Count; i++)
        {
            if (!_clauses[i].HasWildcards && !Array.Exists(known, _clauses[i].Matches)) throw new PolicyQueryException("Clause", wanted[i], known);
        }
    }

    private bool Accepts(FrameworkMapping mapping) => InFrameworks(mapping) && (_clauses.Length == 0 || Array.Exists(_clauses, c => c.Matches(mapping.ClauseId)));

    private bool InFrameworks(FrameworkMapping mapping) => _frameworks is null || _frameworks.Contains(mapping.Framework);
}
