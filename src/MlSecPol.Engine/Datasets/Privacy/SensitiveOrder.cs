namespace MlSecPol.Engine.Datasets.Privacy;

/// <summary>Sensitive numbers in ascending order, for the ordered earth mover's distance (Li, Li and Venkatasubramanian, 2007).</summary>
internal sealed class SensitiveOrder
{
    private readonly Dictionary<ulong, int> _ranks = [];

    // Share of the table up to and with each rank, and the sum of these shares before it.
    private readonly double[] _shares;
    private readonly double[] _sums;

    internal SensitiveOrder(IReadOnlyDictionary<ulong, (long Count, double Number)> values, long total)
    {
        var groups = values.GroupBy(v => v.Value.Number).OrderBy(g => g.Key).ToArray();
        _shares = new double[groups.Length];
        _sums = new double[groups.Length + 1];
        long count = 0;
        for (var i = 0; i < groups.Length; i++)
        {
            foreach (var (hash, (times, _)) in groups[i])
            {
                _ranks[hash] = i;
                count += times;
            }

            _shares[i] = (double)count / total;
            _sums[i + 1] = _sums[i] + _shares[i];
        }
    }

    /// <summary>The distance between a class and the table, 0 to 1: the work to turn one into the other, a step to the next value costing 1/(m − 1).</summary>
    internal double Distance(IReadOnlyList<(ulong Value, long Count)> members, long size)
    {
        if (_shares.Length < 2) return 0;
        double work = 0;
        long seen = 0;
        var from = 0;
        foreach (var (rank, count) in members.Select(m => (Rank: _ranks[m.Value], m.Count)).OrderBy(m => m.Rank))
        {
            work += Area(from, rank, (double)seen / size);
            (from, seen) = (rank, seen + count);
        }

        work += Area(from, _shares.Length, 1);
        return work / (_shares.Length - 1);
    }

    // Σ |share − own| over ranks from one up to another, in which the own share stays the same and those of the table only grow.
    private double Area(int from, int to, double own)
    {
        if (from >= to) return 0;
        var at = Array.BinarySearch(_shares, from, to - from, own);
        var cross = at < 0 ? ~at : at;
        return (own * (cross - from)) - (_sums[cross] - _sums[from]) + (_sums[to] - _sums[cross]) - (own * (to - cross));
    }
}
