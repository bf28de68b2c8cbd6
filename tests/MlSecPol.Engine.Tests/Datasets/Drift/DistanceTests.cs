using MlSecPol.Engine.Datasets.Drift;
using MlSecPol.Engine.Datasets.Statistics;
using MlSecPol.Engine.Tests.Datasets.Statistics;
using Xunit;

namespace MlSecPol.Engine.Tests.Datasets.Drift;

/// <summary>Reference values are those of SciPy 1.10.1 and NumPy 1.24.2 where no publication is named.</summary>
public sealed class DistanceTests
{
    // scipy.stats.ks_2samp(a, b, method="exact"), a and b being the generator with the seeds 1 and 2, b times the factor.
    [Theory]
    [InlineData(5, 7, 1.0, 0.42857142857142855, 0.5454545454545454)]
    [InlineData(20, 30, 1.3, 0.3333333333333333, 0.11901288467516954)]
    [InlineData(100, 100, 1.2, 0.19, 0.05390207893129876)]
    [InlineData(200, 150, 1.02, 0.105, 0.2838135411331729)]
    [InlineData(1000, 900, 1.05, 0.06211111111111111, 0.04922910924761054)]
    public void Kolmogorov_Smirnov_is_exact_for_small_samples(int first, int second, double factor, double statistic, double p)
    {
        var (a, b) = (Of(Numbers.Unit(first, 1)), Of(Numbers.Unit(second, 2).Select(v => v * factor)));
        Numbers.Near(statistic, KolmogorovSmirnov.Statistic(a, b), 1e-14);
        Assert.Equal(p, KolmogorovSmirnov.PValue(KolmogorovSmirnov.Statistic(a, b), first, second), 1e-12);
        Assert.Equal(p, KolmogorovSmirnov.Exact(statistic, second, first), 1e-12);
    }

    // Both samples of three apart, all 20 orders are equally likely and two of them show a distance of one.
    [Fact]
    public void Kolmogorov_Smirnov_counts_the_orders_of_tiny_samples() => Assert.Equal(2.0 / 20, KolmogorovSmirnov.PValue(1, 3, 3), 1e-15);

    // scipy.stats.kstwo.sf(d, n).
    [Theory]
    [InlineData(150, 0.05, 0.8290828416799794)]
    [InlineData(150, 0.08, 0.27727372547869167)]
    [InlineData(1000, 0.02, 0.8108971656895577)]
    [InlineData(1000, 0.04, 0.07933956059000224)]
    [InlineData(1000, 0.1, 3.703687096817711e-09)]
    [InlineData(50000, 0.004, 0.3994316646755731)]
    [InlineData(50000, 0.006, 0.05442749636006261)]
    [InlineData(50000, 0.02, 8.35587873542047e-18)]
    [InlineData(1000000, 0.0008, 0.5438713666611479)]
    [InlineData(1000000, 0.0015, 0.022195758430640866)]
    public void Kolmogorov_Smirnov_of_large_samples_keeps_a_millionth(int n, double distance, double p) =>
        Assert.Equal(p, KolmogorovSmirnov.Asymptotic(distance, n), 1e-6);

    // Party identification by gender in Agresti, "An introduction to categorical data analysis" (2007), page 39: X² = 30.1, df = 2.
    [Fact]
    public void Chi_square_of_the_published_table()
    {
        var table = new ContingencyTable([762, 327, 468], [484, 239, 477]);
        Assert.Equal(30.070149095754672, table.ChiSquare(), 1e-9);
        Assert.Equal(2, table.DegreesOfFreedom);
        Assert.Equal(2.9535891832117595e-07, table.PValue(table.ChiSquare()), 1e-12);
        Assert.Equal(0.10091998278440886, table.CramersV(), 1e-12);
    }

    // scipy.stats.chi2_contingency(table, correction=False), and with lambda_="log-likelihood".
    [Fact]
    public void Chi_square_and_the_likelihood_ratio_equal_the_reference()
    {
        var table = new ContingencyTable([10, 20, 30, 0, 5], [15, 18, 25, 0, 12]);
        Assert.Equal(3, table.DegreesOfFreedom);
        Assert.Equal(4.2628238634430575, table.ChiSquare(), 1e-12);
        Assert.Equal(0.23444681052897604, table.PValue(table.ChiSquare()), 1e-12);
        Assert.Equal(4.351922730695522, table.LikelihoodRatio(), 1e-12);
        Assert.Equal(0.22588488238418342, table.PValue(table.LikelihoodRatio()), 1e-12);
        Assert.Equal(0.09621589876830834, table.CramersV(), 1e-12);
        Assert.Equal(1, new ContingencyTable([50, 0], [0, 50]).CramersV(), 1e-12);
        Assert.Equal(0, new ContingencyTable([50], [50]).CramersV());
    }

    // scipy.stats.chi2.sf(x, df).
    [Theory]
    [InlineData(3.84, 1, 0.05004352124870519)]
    [InlineData(0.001, 1, 0.9747728793699604)]
    [InlineData(0.5, 3, 0.9188914116546758)]
    [InlineData(30, 10, 0.000856641210775301)]
    [InlineData(1000, 900, 0.010994608942135844)]
    [InlineData(100000, 99000, 0.012503086996302763)]
    [InlineData(700, 2, 9.929590396265143e-153)]
    [InlineData(45.3, 1, 1.6904913099648096e-11)]
    public void The_tail_of_chi_square_equals_the_reference(double statistic, int degrees, double p)
    {
        Assert.Equal(p, ContingencyTable.PValue(statistic, degrees), 1e-9);
        if (p < 0.001) Numbers.Near(p, ContingencyTable.PValue(statistic, degrees), 1e-6);
    }

    // scipy.spatial.distance.jensenshannon(p, q, base=2); the others by their definitions in NumPy.
    [Fact]
    public void Divergences_equal_the_reference()
    {
        var (p, q) = (Divergence.Shares([10, 20, 30, 5]), Divergence.Shares([15, 18, 25, 12]));
        Assert.Equal(0.15279670233364395, Divergence.JensenShannon(p, q), 1e-12);
        Assert.Equal(0.12772853954008853, Divergence.Hellinger(p, q), 1e-12);
        Assert.Equal(0.1316022241473298, Divergence.StabilityIndex(p, q, 1e-4), 1e-12);
        Assert.Equal(1, Divergence.JensenShannon([1, 0], [0, 1]), 1e-12);
        Assert.Equal(1, Divergence.Hellinger([1, 0], [0, 1]), 1e-12);
        Assert.Equal(2 * (1 - 1e-4) * Math.Log(1e4), Divergence.StabilityIndex([1, 0, 0], [0, 1, 0], 1e-4), 1e-12);
    }

    // The examples of scipy.stats.wasserstein_distance, and the generator as above.
    [Fact]
    public void Wasserstein_equals_the_reference()
    {
        Assert.Equal(5, Divergence.Wasserstein(Of([0, 1, 3]), Of([5, 6, 8])), 1e-12);
        var weighted = new Distribution([(3.4, 14), (3.9, 9), (7.5, 31), (7.8, 72)]);
        Assert.Equal(4.078133143804786, Divergence.Wasserstein(weighted, new([(1.4, 35), (4.5, 32)])), 1e-12);
        Assert.Equal(0.11492752955062321, Divergence.Wasserstein(Of(Numbers.Unit(200, 1)), Of(Numbers.Unit(300, 2).Select(v => (1.1 * v) + .05))), 1e-12);
    }

    // The fifteen p-values of Benjamini and Hochberg (1995), section 3.2: at a level of .05 the first four are rejected, where Bonferroni rejects three.
    [Fact]
    public void Benjamini_Hochberg_rejects_what_the_paper_rejects()
    {
        double[] values = [.0001, .0004, .0019, .0095, .0201, .0278, .0298, .0344, .0459, .3240, .4262, .5719, .6528, .7590, 1.000];
        var adjusted = BenjaminiHochberg.Adjust(values);
        Assert.Equal(4, adjusted.Count(p => p <= .05));
        Assert.Equal(3, values.Count(p => p * values.Length <= .05));
        Assert.Equal(.0095 * 15 / 4, adjusted[3], 1e-15);
        // No adjusted value exceeds that of a larger p-value: .0278 and .0298 share the one of .0298.
        Assert.Equal(adjusted[6], adjusted[5]);
        Assert.Equal(1, adjusted[^1]);
        Assert.Empty(BenjaminiHochberg.Adjust([]));
    }

    private static Distribution Of(IEnumerable<double> values) => new([.. values.Order().GroupBy(v => v).Select(g => (g.Key, (long)g.Count()))]);
}
