using System.Globalization;
using System.Text;

namespace MlSecPol.Engine.Tests.Datasets.Statistics;

/// <summary>Numbers that every language can make again: Knuth's MMIX generator, the upper 31 bits of each state.</summary>
internal static class Numbers
{
    internal static IEnumerable<long> Random(int count, ulong seed = 12345)
    {
        for (; count > 0; count--)
        {
            seed = unchecked((seed * 6364136223846793005) + 1442695040888963407);
            yield return (long)(seed >> 33);
        }
    }

    internal static double[] Unit(int count, ulong seed = 12345) => [.. Random(count, seed).Select(r => r / (double)(1L << 31))];

    internal static byte[] Text(double value) => Encoding.UTF8.GetBytes(value.ToString("R", CultureInfo.InvariantCulture));

    internal static void Near(double expected, double? actual, double relative = 1e-9)
    {
        if (actual is not { } value || !(Math.Abs(value - expected) <= relative * Math.Max(Math.Abs(expected), double.Epsilon)))
            throw new Xunit.Sdk.XunitException(string.Create(CultureInfo.InvariantCulture, $"Expected {expected:R}, but found {actual:R}."));
    }
}
