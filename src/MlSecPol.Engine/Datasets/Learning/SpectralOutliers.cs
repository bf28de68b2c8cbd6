namespace MlSecPol.Engine.Datasets.Learning;

/// <summary>
/// Spectral signatures (Tran, Li and Madry, 2018) on the numbers of a sample: within each class rows are projected on the direction of greatest variance; a small group
/// that lies apart from the rest on that direction is what poisoned rows look like. Numbers are scaled by median and median deviation first.
/// </summary>
internal static class SpectralOutliers
{
    private const int FewestRows = 100;
    private const int FewestFeatures = 3;
    private const int FewestApart = 5;
    private const int Iterations = 50;
    private const double LargestShare = 0.33;

    // Deviations, in robust standard deviations, that the group must lie beyond, and the empty gap before it.
    private const double LeastDistance = 6;
    private const double LeastGap = 2;

    /// <summary>The rows that lie apart in one class; none when no group does.</summary>
    internal static IReadOnlyList<SampledRow> Find(IReadOnlyList<SampledRow> rows)
    {
        if (rows.Count < FewestRows || rows[0].Numbers.Length < FewestFeatures) return [];
        var data = Scale(rows);
        var direction = PrincipalDirection(data);
        var scores = data.Select(r => Dot(r, direction)).ToArray();
        var (median, deviation) = Robust(scores);
        if (deviation <= 0) return [];
        for (var i = 0; i < scores.Length; i++) scores[i] = (scores[i] - median) / deviation;
        return Apart(rows, scores, 1) is { Count: > 0 } above ? above : Apart(rows, scores, -1);
    }

    private static List<SampledRow> Apart(IReadOnlyList<SampledRow> rows, double[] scores, int sign)
    {
        var order = Enumerable.Range(0, scores.Length).OrderByDescending(i => sign * scores[i]).ToArray();
        var most = (int)(rows.Count * LargestShare);
        for (var count = FewestApart; count <= most && count < order.Length; count++)
        {
            var (inside, outside) = (sign * scores[order[count]], sign * scores[order[count - 1]]);
            if (outside < LeastDistance) break;
            // A tail thins out; a group leaves a gap before it and is narrow against it.
            var width = (sign * scores[order[0]]) - outside;
            if (outside - inside >= LeastGap && width <= (outside - inside) * 2) return [.. order[..count].Select(i => rows[i]).OrderBy(r => r.Row)];
        }

        return [];
    }

    private static double[][] Scale(IReadOnlyList<SampledRow> rows)
    {
        var data = rows.Select(r => (double[])r.Numbers.Clone()).ToArray();
        for (var i = 0; i < data[0].Length; i++)
        {
            var (median, deviation) = Robust([.. data.Select(r => r[i]).Where(double.IsFinite)]);
            foreach (var row in data) row[i] = double.IsFinite(row[i]) && deviation > 0 ? Math.Clamp((row[i] - median) / deviation, -100, 100) : 0;
        }

        return data;
    }

    private static (double Median, double Deviation) Robust(double[] values)
    {
        const double ToStandardDeviation = 1.4826;
        if (values.Length == 0) return (0, 0);
        Array.Sort(values = (double[])values.Clone());
        var median = values[values.Length / 2];
        var deviations = values.Select(v => Math.Abs(v - median)).Order().ToArray();
        return (median, deviations[deviations.Length / 2] * ToStandardDeviation);
    }

    /// <summary>The first right singular vector by the power method, from a fixed start.</summary>
    private static double[] PrincipalDirection(double[][] data)
    {
        var direction = Enumerable.Range(0, data[0].Length).Select(i => 1.0 + (i * 0.01)).ToArray();
        for (var iteration = 0; iteration < Iterations; iteration++)
        {
            var next = new double[direction.Length];
            foreach (var row in data)
            {
                var score = Dot(row, direction);
                for (var i = 0; i < next.Length; i++) next[i] += score * row[i];
            }

            var length = Math.Sqrt(Dot(next, next));
            if (length <= 0) return direction;
            for (var i = 0; i < next.Length; i++) direction[i] = next[i] / length;
        }

        return direction;
    }

    private static double Dot(double[] a, double[] b)
    {
        var sum = 0.0;
        for (var i = 0; i < a.Length; i++) sum += a[i] * b[i];
        return sum;
    }
}
