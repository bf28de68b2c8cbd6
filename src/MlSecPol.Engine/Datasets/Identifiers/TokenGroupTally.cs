namespace MlSecPol.Engine.Datasets.Identifiers;

/// <summary>Counts the tokens of a column that are written in one way, valid or not, once for all kinds.</summary>
internal sealed class TokenGroupTally(TokenGroup group)
{
    private readonly LinearCounter _distinct = new();

    internal TokenGroup Group => group;

    internal long Candidates { get; private set; }

    internal long Distinct => _distinct.Estimate();

    internal void Add(ulong hash)
    {
        Candidates++;
        _distinct.Add(hash);
    }

    internal void Merge(TokenGroupTally later)
    {
        Candidates += later.Candidates;
        _distinct.Merge(later._distinct);
    }
}
