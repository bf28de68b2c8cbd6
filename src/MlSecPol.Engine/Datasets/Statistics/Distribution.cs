namespace MlSecPol.Engine.Datasets.Statistics;

/// <summary>Numbers in ascending order with how often each occurs.</summary>
internal sealed class Distribution
{
    private readonly (double Value, long Count)[] _points;

    // Before each point; one more at the end.
    private readonly long[] _before;

    internal Distribution((double Value, long Count)[] points)
    {
        _points = points;
        _before = new long[points.Length + 1];
        for (var i = 0; i < points.Length; i++) _before[i + 1] = _before[i] + points[i].Count;
    }

    internal IReadOnlyList<(double Value, long Count)> Points => _points;

    internal long Count => _before[^1];

    /// <summary>The quantile of a probability, linear between the two numbers next to it (type 7 of Hyndman and Fan, as NumPy and R do).</summary>
    internal double Quantile(double probability)
    {
        var position = probability * (Count - 1);
        var below = (long)Math.Floor(position);
        var low = At(below);
        var high = below + 1 < Count ? At(below + 1) : low;
        return low == high ? low : low + ((high - low) * (position - below));
    }

    /// <summary>Median of the distances from the median.</summary>
    internal double MedianAbsoluteDeviation()
    {
        var median = Quantile(0.5);
        var distances = _points.Select(p => (Value: Math.Abs(p.Value - median), p.Count)).OrderBy(p => p.Value).ToArray();
        return new Distribution(distances).Quantile(0.5);
    }

    /// <summary>How many numbers are at most as large.</summary>
    internal long CountUpTo(double value)
    {
        var (low, high) = (0, _points.Length);
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (_points[middle].Value <= value) low = middle + 1;
            else high = middle;
        }

        return _before[low];
    }

    /// <summary>Counts in the bins between ascending edges; the first takes in everything below, the last everything above, and each its lower edge.</summary>
    internal long[] CountBetween(IReadOnlyList<double> edges)
    {
        var counts = new long[edges.Count - 1];
        var bin = 0;
        foreach (var (value, count) in _points)
        {
            while (bin < counts.Length - 1 && value >= edges[bin + 1]) bin++;
            counts[bin] += count;
        }

        return counts;
    }

    private double At(long index)
    {
        var at = Array.BinarySearch(_before, index);
        if (at < 0) return _points[~at - 1].Value;
        return _points[at].Value;
    }
}
