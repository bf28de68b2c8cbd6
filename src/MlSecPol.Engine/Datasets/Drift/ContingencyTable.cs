using MathNet.Numerics;

namespace MlSecPol.Engine.Datasets.Drift;

/// <summary>Two samples counted by category: tests of whether both come from one distribution, and how strongly they differ.</summary>
internal sealed class ContingencyTable
{
    private readonly double[] _first;
    private readonly double[] _second;
    private readonly double _firstTotal;
    private readonly double _secondTotal;

    /// <summary>Takes the counts of both samples by category; categories that neither has do not count.</summary>
    internal ContingencyTable(IReadOnlyList<long> first, IReadOnlyList<long> second)
    {
        var used = Enumerable.Range(0, first.Count).Where(i => first[i] + second[i] > 0).ToArray();
        _first = [.. used.Select(i => (double)first[i])];
        _second = [.. used.Select(i => (double)second[i])];
        _firstTotal = _first.Sum();
        _secondTotal = _second.Sum();
    }

    internal int Categories => _first.Length;

    internal int DegreesOfFreedom => Math.Max(0, Categories - 1);

    internal double Total => _firstTotal + _secondTotal;

    /// <summary>The smallest count to expect in a cell; below 5 the tests are rough.</summary>
    internal double SmallestExpected =>
        Categories == 0 ? 0 : Enumerable.Range(0, Categories).Min(i => (_first[i] + _second[i]) * Math.Min(_firstTotal, _secondTotal) / Total);

    /// <summary>Pearson's statistic, without Yates' correction.</summary>
    internal double ChiSquare() => Sum(static (observed, expected) => (observed - expected) * (observed - expected) / expected);

    /// <summary>The statistic of the likelihood-ratio test.</summary>
    internal double LikelihoodRatio() => Sum(static (observed, expected) => observed == 0 ? 0 : 2 * observed * Math.Log(observed / expected));

    /// <summary>The probability of a statistic at least as large if both samples come from one distribution.</summary>
    internal double PValue(double statistic) => PValue(statistic, DegreesOfFreedom);

    /// <summary>The upper tail of the chi-square distribution.</summary>
    internal static double PValue(double statistic, int degrees) =>
        degrees == 0 || statistic <= 0 ? 1 : Math.Clamp(SpecialFunctions.GammaUpperRegularized(degrees / 2.0, statistic / 2), 0, 1);

    /// <summary>Cramér's V, 0 to 1, with the bias correction of Bergsma (2013), without which many categories look like an association.</summary>
    internal double CramersV()
    {
        const int Samples = 2;
        if (Categories < 2 || Total < 2) return 0;
        var phi = Math.Max(0, (ChiSquare() / Total) - (DegreesOfFreedom / (Total - 1)));
        var rows = Samples - (1 / (Total - 1));
        var columns = Categories - (DegreesOfFreedom * (double)DegreesOfFreedom / (Total - 1));
        var least = Math.Min(rows - 1, columns - 1);
        return least <= 0 ? 0 : Math.Min(1, Math.Sqrt(phi / least));
    }

    private double Sum(Func<double, double, double> term)
    {
        if (_firstTotal == 0 || _secondTotal == 0) return 0;
        double sum = 0;
        for (var i = 0; i < Categories; i++)
        {
            var both = _first[i] + _second[i];
            sum += term(_first[i], both * _firstTotal / Total) + term(_second[i], both * _secondTotal / Total);
        }

        return sum;
    }
}
