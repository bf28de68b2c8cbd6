namespace MlSecPol.Engine.Datasets.Learning;

/// <summary>
/// Estimates how many labels are wrong: among the rows of a sample whose five nearest neighbours agree with each other, those that do not agree with them. Distance is Gower's: the difference of
/// numbers over their interquartile range, at most 1, and 0 or 1 for categories, averaged over the features that both rows have.
/// </summary>
internal static class NeighbourNoise
{
    private const int Neighbours = 5;
    private const int FewestRows = 100;
    private const int FewestFeatures = 2;
    private const int FewestAgreeing = 50;

    // Neighbours that tell the label hardly better than its commonest class tell nothing of wrong labels.
    private const double LeastGain = 0.1;

    /// <summary>Looks at a sample.</summary>
    internal static LabelNoiseEstimate Estimate(IReadOnlyList<SampledRow> rows, CancellationToken token)
    {
        if (rows.Count < FewestRows) return LabelNoiseEstimate.None($"there are fewer than {FewestRows} rows with a label");
        if (rows[0].Numbers.Length + rows[0].Codes.Length < FewestFeatures) return LabelNoiseEstimate.None($"there are fewer than {FewestFeatures} features that are numbers or categories");
        var scales = Scales(rows);
        var (right, agreeing, against) = (0, 0, 0);
        var doubtful = new List<long>();
        Span<(double Distance, int Label)> nearest = stackalloc (double, int)[Neighbours];
        foreach (var row in rows)
        {
            token.ThrowIfCancellationRequested();
            nearest.Fill((double.PositiveInfinity, -1));
            foreach (var other in rows)
            {
                if (ReferenceEquals(row, other)) continue;
                var distance = Distance(row, other, scales);
                if (distance >= nearest[^1].Distance) continue;
                var at = Neighbours - 1;
                for (; at > 0 && nearest[at - 1].Distance > distance; at--) nearest[at] = nearest[at - 1];
                nearest[at] = (distance, other.Label);
            }

            var votes = 0;
            var agree = true;
            foreach (var (_, label) in nearest)
            {
                if (label == row.Label) votes++;
                agree &= label == nearest[0].Label;
            }

            if (votes * 2 > Neighbours) right++;
            if (!agree) continue;
            agreeing++;
            if (votes > 0) continue;
            against++;
            if (doubtful.Count < Occurrences.MaximumRows) doubtful.Add(row.Row);
        }

        var commonest = rows.CountBy(r => r.Label).Max(c => c.Value) / (double)rows.Count;
        var accuracy = right / (double)rows.Count;
        if (accuracy - commonest < LeastGain * (1 - commonest))
            return LabelNoiseEstimate.None("near rows tell the label hardly better than its commonest class does");
        if (agreeing < FewestAgreeing) return LabelNoiseEstimate.None($"fewer than {FewestAgreeing} sampled rows have neighbours that agree with each other");
        var (low, high) = Wilson(against, agreeing);
        return new(against / (double)agreeing, low, high, agreeing, doubtful, null);
    }

    /// <summary>The interval of Wilson's score for a share, 95 %.</summary>
    internal static (double Low, double High) Wilson(int hits, int of)
    {
        const double Z = 1.959963984540054;
        var share = hits / (double)of;
        var centre = share + (Z * Z / (2 * of));
        var half = Z * Math.Sqrt((share * (1 - share) / of) + (Z * Z / (4.0 * of * of)));
        var scale = 1 + (Z * Z / of);
        return (Math.Max(0, (centre - half) / scale), Math.Min(1, (centre + half) / scale));
    }

    private static double[] Scales(IReadOnlyList<SampledRow> rows)
    {
        var scales = new double[rows[0].Numbers.Length];
        for (var i = 0; i < scales.Length; i++)
        {
            var sorted = rows.Select(r => r.Numbers[i]).Where(double.IsFinite).Order().ToArray();
            scales[i] = sorted.Length == 0 ? 0 : sorted[sorted.Length * 3 / 4] - sorted[sorted.Length / 4];
            if (scales[i] <= 0 && sorted.Length > 0) scales[i] = sorted[^1] - sorted[0];
        }

        return scales;
    }

    private static double Distance(SampledRow a, SampledRow b, double[] scales)
    {
        var (sum, features) = (0.0, 0);
        for (var i = 0; i < scales.Length; i++)
        {
            var difference = Math.Abs(a.Numbers[i] - b.Numbers[i]);
            if (double.IsNaN(difference) || scales[i] <= 0) continue;
            sum += Math.Min(1, difference / scales[i]);
            features++;
        }

        for (var i = 0; i < a.Codes.Length; i++) sum += a.Codes[i] == b.Codes[i] ? 0 : 1;
        features += a.Codes.Length;
        return features == 0 ? 1 : sum / features;
    }
}
