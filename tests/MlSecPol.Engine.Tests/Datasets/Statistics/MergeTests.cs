using System.Globalization;
using System.Text;
using MlSecPol.Engine.Datasets.Statistics;
using Xunit;

namespace MlSecPol.Engine.Tests.Datasets.Statistics;

/// <summary>Whatever the split and the order, the state has the same bytes.</summary>
public sealed class MergeTests
{
    private const int Rows = 20_000;

    public static TheoryData<string> Columns { get; } = ["category", "integer", "decimal", "double", "wide", "date", "text", "mixed", "identifier", "edge", "long"];

    [Theory]
    [MemberData(nameof(Columns))]
    public void Any_split_in_any_order_gives_the_same_state(string column)
    {
        foreach (var bounds in (StatisticsBounds[])[StatisticsBounds.Of(0), StatisticsBounds.Of(StatisticsBounds.FullColumns)])
        {
            var values = Values(column);
            var whole = new ColumnStatistics(bounds);
            foreach (var value in values) whole.Add(value);
            var expected = whole.ToState();
            foreach (var shards in (int[])[1, 2, 7, 64])
            {
                var random = new Random(shards);
                var shuffled = values.ToArray();
                random.Shuffle(shuffled);
                var parts = Enumerable.Range(0, shards).Select(_ => new ColumnStatistics(bounds)).ToArray();
                foreach (var value in shuffled) parts[random.Next(shards)].Add(value);
                random.Shuffle(parts);
                var merged = new ColumnStatistics(bounds);
                // Half of the parts travel as states, as they do between machines.
                for (var i = 0; i < shards; i++) merged.Merge(i % 2 == 0 ? parts[i] : ColumnStatistics.FromState(parts[i].ToState(), bounds));
                Assert.Equal(expected, merged.ToState());
                Assert.Equal(expected, ColumnStatistics.FromState(expected, bounds).ToState());
            }
        }
    }

    [Fact]
    public void A_merge_leaves_the_other_part_as_it_is()
    {
        var (one, other) = (new ColumnStatistics(StatisticsBounds.Of(0)), new ColumnStatistics(StatisticsBounds.Of(0)));
        foreach (var value in Values("decimal")) other.Add(value);
        var before = other.ToState();
        one.Add("5"u8);
        one.Merge(other);
        one.Merge(other);
        Assert.Equal(before, other.ToState());
        Assert.Equal((2 * Rows) + 1, one.Count);
    }

    [Fact]
    public void Counting_values_and_deriving_the_rest_is_the_same_as_adding_each()
    {
        var values = Values("mixed");
        var direct = new ValueStatistics(StatisticsBounds.Of(0));
        foreach (var value in values) direct.Add(value);
        var derived = new ValueStatistics(StatisticsBounds.Of(0));
        foreach (var group in values.GroupBy(Encoding.UTF8.GetString)) derived.Add(Encoding.UTF8.GetBytes(group.Key), group.Count());
        Assert.Equal(State(direct), State(derived));
    }

    [Fact]
    public void A_state_that_was_tampered_with_is_refused_or_harmless()
    {
        var bounds = StatisticsBounds.Of(0);
        foreach (var column in (string[])["category", "double"])
        {
            var statistics = new ColumnStatistics(bounds);
            foreach (var value in Values(column)) statistics.Add(value);
            var state = statistics.ToState();
            var random = new Random(1);
            for (var i = 0; i < 2_000; i++)
            {
                var broken = state[..(i % 3 == 0 ? random.Next(state.Length) : state.Length)];
                if (broken.Length > 0) broken[random.Next(Math.Min(broken.Length, 200 + i))] ^= (byte)(1 << random.Next(8));
                try
                {
                    ColumnStatistics.FromState(broken, bounds).Values().Moments.ToValues();
                }
                catch (InvalidDataException)
                {
                    // The only way to refuse.
                }
            }
        }
    }

    [Fact]
    public void The_hot_path_allocates_nothing()
    {
        foreach (var column in (string[])["category", "integer", "decimal", "double", "date", "text"])
        {
            var values = Values(column);
            var statistics = new ColumnStatistics(StatisticsBounds.Of(0));
            foreach (var value in values) statistics.Add(value);
            foreach (var value in values) statistics.Add(value);
            var before = GC.GetAllocatedBytesForCurrentThread();
            foreach (var value in values) statistics.Add(value);
            Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
        }
    }

    [Fact]
    public void The_most_frequent_values_are_exact_while_few_differ()
    {
        var statistics = new ColumnStatistics(StatisticsBounds.Of(0));
        foreach (var value in Values("category")) statistics.Add(value);
        var expected = Values("category").GroupBy(Encoding.UTF8.GetString).OrderByDescending(g => g.Count()).ThenBy(g => g.Key, StringComparer.Ordinal).Take(3);
        Assert.True(statistics.IsExact);
        Assert.Equal(expected.Select(g => (g.Key, (long)g.Count())), statistics.Top(3).Select(v => (Encoding.UTF8.GetString(v.Text), v.Count)));
        Assert.Equal(0, statistics.MaximumUnknownCount());
    }

    [Fact]
    public void Of_many_different_values_those_kept_have_exact_counts_and_no_other_exceeds_the_bound()
    {
        var statistics = new ColumnStatistics(StatisticsBounds.Of(0));
        var values = Numbers.Random(100_000).Select(r => Encoding.ASCII.GetBytes($"id-{(r % 3 == 0 ? 7 : r % 30_000)}")).ToArray();
        foreach (var value in values) statistics.Add(value);
        var truth = values.GroupBy(Encoding.ASCII.GetString).ToDictionary(g => g.Key, g => (long)g.Count());
        Assert.False(statistics.IsExact);
        Assert.Equal(256, statistics.Known().Count);
        Assert.All(statistics.Known(), v => Assert.Equal(truth[Encoding.ASCII.GetString(v.Text)], v.Count));
        Assert.InRange(statistics.MaximumUnknownCount(), truth.Values.Max(), truth.Values.Max() + 1_000);
        Numbers.Near(truth.Count, statistics.Distinct(), 4 * DistinctCounter.StandardError);
    }

    private static byte[][] Values(string column) => [.. Numbers.Random(Rows).Select((r, i) => Encoding.UTF8.GetBytes(Value(column, r, i)))];

    private static string Value(string column, long r, int row) => column switch
    {
        "category" => $"kind {r % 17}",
        "integer" => (r % 100_000 - 50_000).ToString(CultureInfo.InvariantCulture),
        "decimal" => ((r % 5_000_000) / 100m).ToString(CultureInfo.InvariantCulture),
        "double" => (r / 7.0).ToString("R", CultureInfo.InvariantCulture),
        "wide" => (Math.ScaleB(r + 0.5, (int)(r % 2000) - 1000) * ((r & 128) == 0 ? 1 : -1)).ToString("E16", CultureInfo.InvariantCulture),
        "date" => DateTime.UnixEpoch.AddSeconds(r).ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture),
        "text" => new string((char)('a' + (r % 26)), 1 + (int)(r % 300)) + (r % 9000),
        "identifier" => $"{r:x8}{row:x8}",
        // Just at and just above the number of values that are counted exactly.
        "edge" => ((r % 4096) + (row == Rows / 2 ? 100_000 : 0)).ToString(CultureInfo.InvariantCulture),
        // Few values, but long ones.
        "long" => new string('x', 400) + (r % 400),
        _ => (r % 8) switch
        {
            0 => (r % 1000).ToString(CultureInfo.InvariantCulture),
            1 => "true",
            2 => "0" + (r % 900),
            3 => "2024-02-" + (r % 32).ToString("00", CultureInfo.InvariantCulture),
            4 => "1e" + (r % 330),
            5 => "Grüße " + (r % 100),
            6 => "inf",
            _ => ((r % 1000) / 8.0).ToString(CultureInfo.InvariantCulture),
        },
    };

    private static byte[] State(ValueStatistics statistics)
    {
        using var stream = new MemoryStream();
        using var writer = new BinaryWriter(stream);
        statistics.Write(writer);
        return stream.ToArray();
    }
}
