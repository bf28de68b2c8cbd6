namespace MlSecPol.Engine.Datasets.Drift;

/// <summary>Corrects p-values of many tests so that the expected share of false alarms among the alarms keeps its level (Benjamini and Hochberg, 1995).</summary>
internal static class BenjaminiHochberg
{
    /// <summary>The corrected p-values in the order of the given ones.</summary>
    internal static double[] Adjust(IReadOnlyList<double> pValues)
    {
        var order = Enumerable.Range(0, pValues.Count).OrderByDescending(i => pValues[i]).ToArray();
        var adjusted = new double[pValues.Count];
        var smallest = 1.0;
        for (var i = 0; i < order.Length; i++)
        {
            smallest = Math.Min(smallest, pValues[order[i]] * pValues.Count / (pValues.Count - i));
            adjusted[order[i]] = smallest;
        }

        return adjusted;
    }
}
