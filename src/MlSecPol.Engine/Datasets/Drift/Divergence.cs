using MlSecPol.Engine.Datasets.Statistics;

namespace MlSecPol.Engine.Datasets.Drift;

/// <summary>Distances between two distributions.</summary>
internal static class Divergence
{
    /// <summary>Shares of counts.</summary>
    internal static double[] Shares(IReadOnlyList<long> counts)
    {
        var total = counts.Sum();
        return [.. counts.Select(c => total == 0 ? 0 : (double)c / total)];
    }

    /// <summary>Population stability index: Σ (q − p) ln(q / p), no share less than the floor.</summary>
    internal static double StabilityIndex(IReadOnlyList<double> reference, IReadOnlyList<double> current, double floor)
    {
        double sum = 0;
        for (var i = 0; i < reference.Count; i++)
        {
            // Bins that neither sample fills say nothing.
            if (reference[i] == 0 && current[i] == 0) continue;
            var (p, q) = (Math.Max(reference[i], floor), Math.Max(current[i], floor));
            sum += (q - p) * Math.Log(q / p);
        }

        return sum;
    }

    /// <summary>Distance of Jensen and Shannon, the root of the divergence in bits: 0 to 1.</summary>
    internal static double JensenShannon(IReadOnlyList<double> first, IReadOnlyList<double> second)
    {
        double sum = 0;
        for (var i = 0; i < first.Count; i++)
        {
            var middle = (first[i] + second[i]) / 2;
            if (first[i] > 0) sum += first[i] * Math.Log2(first[i] / middle);
            if (second[i] > 0) sum += second[i] * Math.Log2(second[i] / middle);
        }

        return Math.Sqrt(Math.Clamp(sum / 2, 0, 1));
    }

    /// <summary>Distance of Hellinger: 0 to 1.</summary>
    internal static double Hellinger(IReadOnlyList<double> first, IReadOnlyList<double> second) =>
        Math.Sqrt(Math.Max(0, 1 - first.Zip(second, static (p, q) => Math.Sqrt(p * q)).Sum()));

    /// <summary>Earth mover's distance on a line: the area between the two distribution functions.</summary>
    internal static double Wasserstein(Distribution first, Distribution second)
    {
        var values = first.Points.Concat(second.Points).Select(p => p.Value).Distinct().Order().ToArray();
        double area = 0;
        for (var i = 1; i < values.Length; i++)
        {
            var distance = ((double)first.CountUpTo(values[i - 1]) / first.Count) - ((double)second.CountUpTo(values[i - 1]) / second.Count);
            area += Math.Abs(distance) * (values[i] - values[i - 1]);
        }

        return area;
    }
}
