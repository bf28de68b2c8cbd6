namespace MlSecPol.Benchmarks;

/// <summary>Repeated measurements of one thing.</summary>
internal sealed record Sample(double Minimum, double Median, double Maximum)
{
    internal static Sample Of(IEnumerable<double> values)
    {
        double[] sorted = [.. values.Order()];
        var middle = sorted.Length / 2;
        var median = sorted.Length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
        return new Sample(sorted[0], median, sorted[^1]);
    }

    /// <summary>The three figures for a row of a table.</summary>
    public override string ToString() => $"{Minimum:F1} / {Median:F1} / {Maximum:F1}";
}
