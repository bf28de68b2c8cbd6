namespace MlSecPol.Engine.Datasets;

/// <summary>Keeps the first of several entries with the same hash, tag included.</summary>
internal sealed class FirstOfEach
{
    private readonly HashSet128 _different = new();

    /// <summary>Moves the entries that are kept to the front.</summary>
    /// <returns>Their number.</returns>
    internal int Keep(Span<HashEntry> entries)
    {
        _different.Clear();
        var kept = 0;
        foreach (var entry in entries)
        {
            if (_different.Add(entry.Hash)) entries[kept++] = entry;
        }

        return kept;
    }
}
