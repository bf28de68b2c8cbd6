using System.Globalization;
using System.Text;
using MlSecPol.Engine.Artifacts;
using MlSecPol.Engine.Datasets;
using MlSecPol.Engine.Datasets.Drift;
using MlSecPol.Engine.Datasets.Profiles;
using MlSecPol.Engine.Tests.Datasets.Statistics;
using Xunit;

namespace MlSecPol.Engine.Tests.Datasets.Drift;

public sealed class ComparisonTests
{
    [Fact]
    public void A_dataset_does_not_drift_from_itself()
    {
        var drift = Compare(Table(3000, 0), Table(3000, 0));
        Assert.Equal((0, 0.0, false), (drift.Drifted, drift.Share, drift.IsDrifted));
        Assert.All(drift.Columns.Where(c => c.Drift == DriftLevel.None), c => Assert.Equal((0, 0, 1), (c.StabilityIndex, c.JensenShannon, c.PValue)));
        Assert.Equal(DriftLevel.NotCompared, Column(drift, "id").Drift);
    }

    [Fact]
    public void Two_samples_of_one_distribution_do_not_drift_however_small_or_large()
    {
        foreach (var rows in (int[])[20, 100, 3000, 20_000]) Assert.Equal([], Compare(Table(rows, 0, seed: 1), Table(rows, 0, seed: 2)).Columns.Where(c => c.Drift is DriftLevel.Moderate or DriftLevel.Major).Select(c => c.ToString()));
    }

    [Fact]
    public void Each_kind_of_column_drifts_by_its_own_test()
    {
        var drift = Compare(Table(4000, 0, seed: 1), Table(4000, 0.3, seed: 2));
        Assert.Equal(("Kolmogorov–Smirnov", DriftLevel.Major), (Column(drift, "price").Test, Column(drift, "price").Drift));
        Assert.Equal(("chi-square", DriftLevel.Major), (Column(drift, "kind").Test, Column(drift, "kind").Drift));
        Assert.StartsWith("Kolmogorov–Smirnov of dates", Column(drift, "when").Test, StringComparison.Ordinal);
        Assert.StartsWith("Kolmogorov–Smirnov of lengths", Column(drift, "note").Test, StringComparison.Ordinal);
        Assert.True(drift.IsDrifted);
        Assert.Contains("floor of 0.0001", Column(drift, "price").Method, StringComparison.Ordinal);
        Assert.Contains("10 bins by quantiles of the reference", Column(drift, "price").Method, StringComparison.Ordinal);
        Assert.Contains("base 2", Column(drift, "price").Method, StringComparison.Ordinal);
        Assert.All(drift.Columns, c => Assert.Contains("columns drifted", c.Comparison, StringComparison.Ordinal));
    }

    // The stability index, Wasserstein and Jensen–Shannon of NumPy and SciPy 1.10.1 for the same ten quantile bins.
    [Fact]
    public void The_figures_are_those_of_the_reference()
    {
        var drift = Column(Compare(Single(Numbers.Unit(500, 1)), Single(Numbers.Unit(700, 2).Select(v => (1.2 * v) - 0.1))), "v");
        Numbers.Near(0.08648824390274948, drift.StabilityIndex);
        Numbers.Near(0.12441715697087427, drift.JensenShannon);
        Numbers.Near(0.05112455725273382, drift.Wasserstein);
        Numbers.Near(0.18138741119078652, drift.NormalizedWasserstein);
        Numbers.Near(0.09314285714285714, drift.Statistic);
        Assert.Equal(0.011847293342848016, drift.PValue!.Value, 1e-6);
    }

    [Fact]
    public void A_column_that_came_went_or_changed_its_type_is_major()
    {
        var drift = Compare("a,b,c\n1,x,1\n2,y,2\n3,z,3\n", "a,c,d\nred,1,5\nblue,2,6\ngreen,3,7\n");
        Assert.Equal(DriftLevel.Major, Column(drift, "a").Drift);
        Assert.Contains("type changed from Integer to Text", Column(drift, "a").Reason, StringComparison.Ordinal);
        Assert.Contains("current data has no such column", Column(drift, "b").Reason, StringComparison.Ordinal);
        Assert.Contains("reference has no such column", Column(drift, "d").Reason, StringComparison.Ordinal);
        Assert.Equal(DriftLevel.None, Column(drift, "c").Drift);
        Assert.Equal(["a", "b", "c", "d"], drift.Columns.Select(c => c.Column));
    }

    [Fact]
    public void Values_that_go_missing_and_new_ones_are_said()
    {
        var before = "k,v\n" + string.Concat(Enumerable.Range(0, 200).Select(i => $"{(i % 2 == 0 ? "red" : "blue")},{i % 3}\n"));
        var after = "k,v\n" + string.Concat(Enumerable.Range(0, 200).Select(i => $"{(i % 4 == 0 ? "red" : i % 4 == 2 ? "pink" : "blue")},{(i % 5 == 0 ? string.Empty : i % 3)}\n"));
        var drift = Compare(before, after);
        Assert.Equal(1, Column(drift, "k").NewValues);
        Assert.Contains("missing values went from 0% to 20%", Column(drift, "v").Reason, StringComparison.Ordinal);
        Assert.Equal(DriftLevel.Moderate, Column(drift, "v").Drift);
    }

    [Fact]
    public void A_constant_that_becomes_another_drifts()
    {
        var drift = Compare("v\n" + string.Concat(Enumerable.Repeat("5\n", 100)), "v\n" + string.Concat(Enumerable.Repeat("6\n", 100)));
        Assert.Equal(DriftLevel.Major, Column(drift, "v").Drift);
    }

    [Fact]
    public void Nothing_to_compare_is_no_verdict()
    {
        var drift = Compare("a\nNA\n", "a\nNA\n");
        Assert.Null(drift.IsDrifted);
        Assert.Equal(DriftLevel.NotCompared, Column(drift, "a").Drift);
    }

    private static ColumnDrift Column(DatasetDrift drift, string name) => drift.Columns.Single(c => c.Column == name);

    private static string Single(IEnumerable<double> values) => "v\n" + string.Join('\n', values.Select(v => v.ToString("R", CultureInfo.InvariantCulture))) + "\n";

    private static string Table(int rows, double shift, ulong seed = 1) => "id,price,kind,when,note\n" + string.Concat(Numbers.Random(rows, seed).Select((r, i) => string.Create(
        CultureInfo.InvariantCulture,
        $"row-{r:x8}{i},{(r / (double)(1L << 31)) + shift:F6},{((r >> 3) % 1000 < 1000 * shift ? "new" : "kind " + (r % 5))},{DateTime.UnixEpoch.AddSeconds((r >> 4) * (1 + shift)):yyyy-MM-ddTHH:mm:ss},{new string('x', 3 + (int)((r >> 7) % (long)(40 * (1 + shift))))}{(r >> 2) % (rows / 2)}\n")));

    private static DatasetDrift Compare(string reference, string current) => DatasetComparison.Compare(Profile(reference, "before.csv"), Profile(current, "after.csv"), new DriftSettings());

    private static ProfileState Profile(string text, string name)
    {
        using var source = new MemorySource(Encoding.UTF8.GetBytes(text));
        return ProfileState.Of(DatasetReader.Read(source, name, new DatasetSettings(), TestContext.Current.CancellationToken), new DatasetSettings());
    }
}
