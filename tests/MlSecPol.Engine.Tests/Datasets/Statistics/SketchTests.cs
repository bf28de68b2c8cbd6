using MlSecPol.Engine.Datasets;
using MlSecPol.Engine.Datasets.Statistics;
using Xunit;

namespace MlSecPol.Engine.Tests.Datasets.Statistics;

public sealed class SketchTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(4096)]
    public void Few_values_are_counted_exactly(int different)
    {
        var counter = new DistinctCounter(4096);
        for (var pass = 0; pass < 2; pass++)
        {
            for (var i = 0; i < different; i++) counter.Add(ValueHash.Of(BitConverter.GetBytes(i)));
        }

        Assert.True(counter.IsExact);
        Assert.Equal(different, counter.Count());
    }

    [Theory]
    [InlineData(5_000)]
    [InlineData(20_000)]
    [InlineData(100_000)]
    [InlineData(1_000_000)]
    public void Many_values_are_estimated_within_four_standard_errors(int different)
    {
        var counter = new DistinctCounter(4096);
        for (var i = 0; i < different; i++) counter.Add(ValueHash.Of(BitConverter.GetBytes(i * 7)));
        Assert.False(counter.IsExact);
        Numbers.Near(different, counter.Count(), 4 * DistinctCounter.StandardError);
    }

    [Fact]
    public void Hashes_of_short_and_long_values_do_not_collide()
    {
        var seen = new HashSet<ulong>();
        foreach (var length in Enumerable.Range(1, 40))
        {
            for (var i = 0; i < 256; i++)
            {
                var value = new byte[length];
                value[^1] = (byte)i;
                Assert.True(seen.Add(ValueHash.Of(value)));
                if (length < 3 || i == 0) continue;
                value[^1] = 0;
                value[length / 2] = (byte)i;
                Assert.True(seen.Add(ValueHash.Of(value)));
            }
        }
    }

    // numpy.quantile (linear) of the same thousand numbers.
    [Fact]
    public void Quantiles_of_few_numbers_are_exact()
    {
        var sketch = new QuantileSketch(1024, 2048);
        foreach (var value in Numbers.Unit(1000)) sketch.Add(value);
        Assert.True(sketch.IsExact);
        var distribution = new Distribution(sketch.Points());
        double[] expected = [0.0009227707050740719, 0.05765138051938266, 0.2651455526938662, 0.506698586512357, 0.7702557134907693, 0.9584176996722817, 0.9996580886654556];
        double[] probabilities = [0, .05, .25, .5, .75, .95, 1];
        for (var i = 0; i < expected.Length; i++) Numbers.Near(expected[i], distribution.Quantile(probabilities[i]), 1e-15);
        Numbers.Near(0.2521520194131881, distribution.MedianAbsoluteDeviation(), 1e-14);
    }

    [Theory]
    [InlineData(1.0)]
    [InlineData(-1.0)]
    public void Quantiles_of_many_numbers_keep_the_stated_relative_error(double sign)
    {
        var sketch = new QuantileSketch(1024, 2048);
        var values = Numbers.Unit(100_000).Select(u => sign * Math.Exp(6 * u)).ToArray();
        foreach (var value in values) sketch.Add(value);
        Array.Sort(values);
        Assert.False(sketch.IsExact);
        Assert.Equal(1.0 / 256, sketch.RelativeError);
        var distribution = new Distribution(sketch.Points());
        for (var p = 0.0; p <= 1; p += 0.01) Numbers.Near(values[(int)(p * (values.Length - 1))], distribution.Quantile(p), sketch.RelativeError + 1e-4);
    }

    [Fact]
    public void Numbers_of_every_size_fit_into_the_same_memory()
    {
        var sketch = new QuantileSketch(64, 128);
        foreach (var r in Numbers.Random(50_000)) sketch.Add(Math.ScaleB(r | 1, (int)(r % 2000) - 1000) * ((r & 256) == 0 ? 1 : -1));
        Assert.InRange(sketch.Points().Length, 1, 128);
        Assert.Equal(50_000, sketch.Points().Sum(p => p.Count));
    }
}
