using MlSecPol.Engine.Datasets.Statistics;

namespace MlSecPol.Engine.Datasets.Drift;

/// <summary>The two-sample, two-sided test of Kolmogorov and Smirnov: the largest distance between two empirical distribution functions.</summary>
internal static class KolmogorovSmirnov
{
    private const long ExactCells = 10_000_000;
    private const long ExactCellsOfSmallSamples = 200_000_000;
    private const int LargeEnough = 140;

    /// <summary>The distance.</summary>
    internal static double Statistic(Distribution first, Distribution second)
    {
        double largest = 0;
        foreach (var (value, _) in first.Points.Concat(second.Points))
        {
            var distance = Math.Abs(((double)first.CountUpTo(value) / first.Count) - ((double)second.CountUpTo(value) / second.Count));
            if (distance > largest) largest = distance;
        }

        return largest;
    }

    /// <summary>
    /// The probability of a distance at least as large under one distribution: counted exactly where the samples are small, and otherwise from the series
    /// of Pelz and Good for the effective size n₁n₂/(n₁+n₂), rounded. Ties make it conservative.
    /// </summary>
    internal static double PValue(double distance, long first, long second)
    {
        if (distance <= 0) return 1;
        var cells = (UInt128)(ulong)first * (ulong)second;
        if (cells <= (ulong)ExactCells || (Math.Min(first, second) < LargeEnough && cells <= (ulong)ExactCellsOfSmallSamples)) return Exact(distance, first, second);
        return Asymptotic(distance, Math.Round((double)first / (first + second) * second));
    }

    /// <summary>
    /// The share of all paths through the grid of both samples that reach the distance, by a recursion over probabilities in which nothing overflows
    /// (Schröer and Trenkler, 1995).
    /// </summary>
    internal static double Exact(double distance, long first, long second)
    {
        var (rows, columns) = ((int)Math.Min(first, second), (int)Math.Max(first, second));
        // Distances are multiples of 1/(rows·columns); half a step less makes a path that reaches the distance count as outside whatever the rounding.
        var limit = (Math.Round(distance * rows * columns) - 0.5) / ((double)rows * columns);
        var inside = new double[columns + 1];
        // Only cells near the diagonal are inside, and those left of the band of a row hold zero already.
        var begin = 0;
        for (var i = 0; i <= rows; i++)
        {
            var centre = (double)i / rows;
            var low = (int)Math.Max(0, Math.Ceiling((centre - limit) * columns));
            var high = (int)Math.Min(columns, Math.Floor((centre + limit) * columns));
            for (; begin < low; begin++) inside[begin] = 0;
            for (var j = low; j <= high; j++)
            {
                if (i == 0)
                {
                    inside[j] = 1;
                    continue;
                }

                var fromLeft = j == 0 ? 0 : inside[j - 1];
                inside[j] = ((i * inside[j]) + (j * fromLeft)) / (i + j);
            }
        }

        return Math.Clamp(1 - inside[columns], 0, 1);
    }

    /// <summary>The tail of the distribution of Kolmogorov for n observations (Pelz and Good, 1976); within 1e-6 from n = 140.</summary>
    internal static double Asymptotic(double distance, double n)
    {
        const double Certain = 18;
        var z = Math.Sqrt(n) * distance;
        if (z * z >= Certain) return Math.Min(1, 2 * Math.Exp(-2 * z * z));
        double p2 = Math.PI * Math.PI, p4 = p2 * p2, p6 = p4 * p2;
        double z2 = z * z, z3 = z2 * z, z4 = z2 * z2, z6 = z4 * z2, z7 = z6 * z, z8 = z4 * z4, z10 = z8 * z2;
        if (p2 / (8 * z2) > 700) return 1;
        double k0 = 0, k1 = 0, k2 = 0, k3 = 0;
        for (var k = 0; k <= Math.Ceiling(4 * z) + 4; k++)
        {
            var h = k + 0.5;
            double h2 = h * h, h4 = h2 * h2, h6 = h4 * h2;
            var e = Math.Exp(-p2 * h2 / (2 * z2));
            k0 += e;
            k1 += ((p2 * h2) - z2) * e;
            k2 += ((6 * z6) + (2 * z4) + (p2 * ((2 * z4) - (5 * z2)) * h2) + (p4 * (1 - (2 * z2)) * h4)) * e;
            k3 += ((p6 * h6 * (5 - (30 * z2))) + (p4 * h4 * ((-60 * z2) + (212 * z4))) + (p2 * h2 * ((135 * z4) - (96 * z6))) - (30 * z6) - (90 * z8)) * e;
        }

        double tail2 = 0, tail3 = 0;
        for (var k = 1; k <= Math.Ceiling(4 * z) + 4; k++)
        {
            double q = k * k;
            var e = Math.Exp(-p2 * q / (2 * z2));
            tail2 += q * e;
            tail3 += ((3 * p2 * q * z2) - (p4 * q * q)) * e;
        }

        // The sums over all integers, negative ones too, are twice those over half of them.
        var root = Math.Sqrt(2 * Math.PI);
        var cdf = (root / z * k0)
            + (root / (6 * z4) * k1 / Math.Sqrt(n))
            + (((root / (72 * z7) * k2) - (p2 * root / (36 * z3) * tail2)) / n)
            + (((root / (6480 * z10) * k3) + (root / (216 * z6) * tail3)) / (n * Math.Sqrt(n)));
        return Math.Clamp(1 - cdf, 0, 1);
    }
}
