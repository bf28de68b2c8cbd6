using System.Globalization;
using System.Text;
using MlSecPol.Engine.Datasets.Statistics;
using Xunit;

namespace MlSecPol.Engine.Tests.Datasets.Statistics;

public sealed class MomentTests
{
    // Mean and standard deviation certified by NIST for the univariate sets NumAcc1 to NumAcc4 of its Statistical Reference Datasets.
    [Theory]
    [InlineData("10000001", "10000003", "10000002", 1, 10000002.0, 1.0)]
    [InlineData("1.2", "1.1", "1.3", 500, 1.2, 0.1)]
    [InlineData("1000000.2", "1000000.1", "1000000.3", 500, 1000000.2, 0.1)]
    [InlineData("10000000.2", "10000000.1", "10000000.3", 500, 10000000.2, 0.1)]
    public void Mean_and_deviation_are_those_that_NIST_certifies(string first, string low, string high, int times, double mean, double deviation)
    {
        var moments = new ExactMoments();
        Add(moments, first);
        for (var i = 0; i < times; i++)
        {
            Add(moments, low);
            Add(moments, high);
        }

        var values = moments.ToValues();
        Numbers.Near(mean, values.Mean, 1e-15);
        Numbers.Near(deviation, Math.Sqrt(values.Variance!.Value), 1e-14);
    }

    // numpy.mean, numpy.var(ddof=1), scipy.stats.skew and kurtosis (SciPy 1.10.1) of the upper 31 bits / 2^31; the last row in exact fractions, because
    // both libraries lose 7 digits to cancellation there.
    [Theory]
    [InlineData(0, 0.5108593843374402, 0.0849886119059555, 0.011849465193798862, -1.2213376963950031)]
    [InlineData(1e9, 1000000000.5108594, 0.08498861160825827, 0.011849466580731825, -1.2213377191381278)]
    public void Shape_equals_the_reference(double shift, double mean, double variance, double skewness, double kurtosis)
    {
        var moments = new ExactMoments();
        foreach (var value in Numbers.Unit(1000)) moments.Add(shift + value);
        var values = moments.ToValues();
        Numbers.Near(mean, values.Mean, 1e-14);
        Numbers.Near(variance, values.Variance, 1e-12);
        Numbers.Near(skewness, values.Skewness, 1e-12);
        Numbers.Near(kurtosis, values.Kurtosis, 1e-12);
    }

    [Fact]
    public void Decimals_are_summed_as_the_integers_that_they_are()
    {
        var moments = new ExactMoments();
        foreach (var r in Numbers.Random(1000)) Add(moments, ((r % 10007) / 100.0).ToString(CultureInfo.InvariantCulture));
        var values = moments.ToValues();
        Numbers.Near(50.715019999999996, values.Mean, 1e-14);
        Numbers.Near(842.7654904900901, values.Variance, 1e-12);
        Numbers.Near(-0.029363466795554228, values.Skewness, 1e-11);
        Numbers.Near(-1.2353432138084803, values.Kurtosis, 1e-12);
    }

    // math.fsum of CPython, which is correctly rounded.
    [Fact]
    public void A_sum_is_correctly_rounded_whatever_the_exponents()
    {
        var sum = new ExactSum();
        foreach (var r in Numbers.Random(1000)) sum.Add(((r / (double)(1L << 31)) + 1e-3) * Math.ScaleB(1, (int)(r % 1000) - 500) * ((r & 64) != 0 ? 1 : -1));
        Assert.Equal(3.891889924159803e+149, sum.ToDouble());
    }

    [Theory]
    [InlineData(new[] { 1e308, 1e308, -1e308, -1e308, 1e-300 }, 1e-300)]
    [InlineData(new[] { 1e100, 1.0, -1e100 }, 1.0)]
    [InlineData(new[] { double.Epsilon, double.Epsilon }, 2 * double.Epsilon)]
    [InlineData(new[] { -1.0, -2.0, -3.5 }, -6.5)]
    [InlineData(new[] { double.MaxValue, -1.0, -double.MaxValue }, -1.0)]
    public void Nothing_is_lost_to_cancellation(double[] values, double expected)
    {
        var sum = new ExactSum();
        foreach (var value in values) sum.Add(value);
        Assert.Equal(expected, sum.ToDouble());
    }

    [Fact]
    public void Powers_of_the_largest_and_the_smallest_double_are_exact()
    {
        var moments = new ExactMoments();
        foreach (var value in (double[])[double.MaxValue, -double.MaxValue, double.Epsilon, -double.Epsilon]) moments.Add(value);
        var values = moments.ToValues();
        Assert.Equal(0, values.Mean);
        Assert.Equal(double.PositiveInfinity, values.Variance);
        Assert.Equal(0, values.Skewness);
        Numbers.Near(-1, values.Kurtosis, 1e-15);
    }

    [Fact]
    public void Adding_a_number_a_thousand_times_is_adding_it_a_thousand_times()
    {
        foreach (var text in (string[])["-12.75", "1e-7", "2147483647", "123456789012345", "-9.99e250", "0.000000001"])
        {
            var (one, all) = (new ExactMoments(), new ExactMoments());
            Assert.True(NumberText.TryParse(Encoding.UTF8.GetBytes(text), out NumberText number));
            for (var i = 0; i < 1000; i++) one.Add(number);
            all.Add(number, 1000);
            Assert.Equal(State(one), State(all));
        }
    }

    [Fact]
    public void Equal_numbers_have_no_shape()
    {
        var moments = new ExactMoments();
        for (var i = 0; i < 3; i++) Add(moments, "0.1");
        var values = moments.ToValues();
        Assert.Equal((0.1, 0.0, null, null), (values.Mean, values.Variance, values.Skewness, values.Kurtosis));
    }

    private static void Add(ExactMoments moments, string text)
    {
        Assert.True(NumberText.TryParse(Encoding.UTF8.GetBytes(text), out NumberText number));
        moments.Add(number);
    }

    private static byte[] State(ExactMoments moments)
    {
        using var stream = new MemoryStream();
        using var writer = new BinaryWriter(stream);
        moments.Write(writer);
        return stream.ToArray();
    }
}
