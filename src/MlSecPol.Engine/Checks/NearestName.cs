namespace MlSecPol.Engine.Checks;

/// <summary>Finds what somebody meant who mistyped a name.</summary>
public static class NearestName
{
    /// <summary>The candidate with the smallest Levenshtein distance, upper and lower case alike; the first of equals.</summary>
    /// <exception cref="ArgumentException">There are no candidates.</exception>
    public static string To(string typed, IReadOnlyCollection<string> candidates) =>
        candidates.MinBy(c => Distance(typed, c)) ?? throw new ArgumentException("no candidates", nameof(candidates));

    private static int Distance(string a, string b)
    {
        // Longer texts are no typing errors; the cap keeps a hostile key from costing quadratic time.
        if (a.Length > 100) return a.Length;
        var previous = Enumerable.Range(0, b.Length + 1).ToArray();
        var current = new int[b.Length + 1];
        for (var i = 1; i <= a.Length; i++)
        {
            current[0] = i;
            for (var j = 1; j <= b.Length; j++)
            {
                var change = char.ToUpperInvariant(a[i - 1]) == char.ToUpperInvariant(b[j - 1]) ? 0 : 1;
                current[j] = Math.Min(Math.Min(previous[j], current[j - 1]) + 1, previous[j - 1] + change);
            }

            (previous, current) = (current, previous);
        }

        return previous[b.Length];
    }
}
