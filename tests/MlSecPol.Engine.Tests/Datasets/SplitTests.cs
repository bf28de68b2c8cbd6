using MlSecPol.Engine.Artifacts;
using MlSecPol.Engine.Checks;
using MlSecPol.Engine.Datasets;
using MlSecPol.Engine.Datasets.Checks;
using MlSecPol.Engine.Datasets.Splits;
using Xunit;

namespace MlSecPol.Engine.Tests.Datasets;

public sealed class SplitTests
{
    [Fact]
    public void Without_a_reference_there_is_nothing_to_compare() =>
        Assert.Equal(CheckStatus.NotApplicable, Reading.Ask<TrainTestLeakage>("a\n1\n").Status);

    [Fact]
    public void Rows_of_the_reference_are_found_whatever_their_key_label_and_order_of_columns()
    {
        var split = Compare("id,a,b,label\n1,x,y,0\n2,p,q,1\n3,r,s,1\n", "b,a,id\ny,x,77\nq,z,78\ns,r,79\ns,r,80\n");
        Assert.Equal((3, "1,3,4", 0), (split.RowsInBoth, string.Join(',', split.FirstRowsInBoth), split.DifferingColumns.Count));
        var json = Compare("id,a,b,label\n1,x,y,0\n2,p,q,1\n", "{\"a\":\"p\",\"b\":\"q\"}\n{\"b\":\"y\",\"a\":\"no\"}\n", "t.jsonl");
        Assert.Equal((1, "1"), (json.RowsInBoth, string.Join(',', json.FirstRowsInBoth)));
    }

    [Fact]
    public void More_rows_in_both_than_accepted_are_a_leak()
    {
        static string Rows(int from, int count) => "a,b\n" + string.Concat(Enumerable.Range(from, count).Select(i => $"v{i},w{i % 7}\n"));
        Assert.Equal(CheckStatus.Pass, Ask<TrainTestLeakage>(Rows(0, 1000), Rows(950, 1000)).Status);
        var leak = Ask<TrainTestLeakage>(Rows(0, 1000), Rows(949, 1000));
        Assert.Equal((CheckStatus.Fail, Severity.High, 51L), (leak.Status, leak.Findings[0].Severity, leak.Findings[0].Count));
    }

    [Theory]
    [InlineData(2)]
    [InlineData(1_000_000)]
    public void Rows_in_both_are_counted_exactly_beyond_the_memory_limit(int inMemory)
    {
        var random = new Random(21);
        var reference = Enumerable.Range(0, 5000).Select(_ => random.Next(6000)).ToArray();
        var current = Enumerable.Range(0, 5000).Select(_ => random.Next(6000)).ToArray();
        var known = reference.ToHashSet();
        var settings = new DatasetSettings { Limits = new() { DuplicateRowsInMemory = inMemory * 256 } };
        var split = Compare("a\n" + string.Concat(reference.Select(r => $"v{r}\n")), "a\n" + string.Concat(current.Select(r => $"v{r}\n")), settings: settings);
        Assert.Equal(current.LongCount(known.Contains), split.RowsInBoth);
    }

    [Fact]
    public void Keys_in_both_leak_unless_both_merely_count_their_rows()
    {
        static string Rows(string prefix, Func<int, string> key) => "id,a\n" + string.Concat(Enumerable.Range(0, 30).Select(i => $"{key(i)},{prefix}{i}\n"));
        var counters = Ask<TrainTestLeakage>(Rows("x", i => $"{i}"), Rows("y", i => $"{i}"));
        Assert.Equal((CheckStatus.Pass, Severity.Info), (counters.Status, counters.Findings[0].Severity));
        var keys = Ask<TrainTestLeakage>(Rows("x", i => $"C{i * 13}"), Rows("y", i => $"C{i * 26}"));
        Assert.Equal((CheckStatus.Fail, 15L, "id"), (keys.Status, keys.Findings[0].Count, keys.Findings[0].Column));
    }

    [Fact]
    public void Times_before_the_end_of_the_reference_leak_when_the_two_are_parted_by_time()
    {
        const string Reference = "when,a\n2024-01-01,x\n2024-03-01,y\n";
        const string Later = "when,a\n2024-02-01,p\n2024-03-02,q\n";
        Assert.Equal(CheckStatus.Pass, Ask<TrainTestLeakage>(Reference, Later).Status);
        var leak = Ask<TrainTestLeakage>(Reference, Later, new() { TimeColumn = "When" });
        Assert.Equal((CheckStatus.Fail, 1L), (leak.Status, leak.Findings[0].Count));
    }

    [Fact]
    public void Other_features_cannot_be_compared_and_are_no_pass()
    {
        var verdict = Ask<TrainTestLeakage>("a,b\n1,2\n", "a,c\n3,4\n");
        Assert.Equal(CheckStatus.Error, verdict.Status);
        Assert.Contains("b, c", verdict.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_reference_that_is_no_table_is_no_pass() => Assert.Equal(CheckStatus.Error, Ask<NewCategories>("", "a\n1\n").Status);

    [Fact]
    public void New_labels_and_categories_are_named_and_keys_and_numbers_of_many_values_are_not()
    {
        static string Rows(int from, string colour, string label) => "id,n,colour,label\n" + string.Concat(Enumerable.Range(from, 60).Select(i => $"{i},{i * 1.5:F1},{(i % 20 == 3 ? colour : "red")},{(i % 30 == 7 ? label : "no")}\n"));
        Assert.Equal(CheckStatus.Pass, Ask<NewCategories>(Rows(0, "blue", "yes"), Rows(100, "blue", "yes")).Status);
        var verdict = Ask<NewCategories>(Rows(0, "blue", "yes"), Rows(100, "green", "maybe"));
        Assert.Equal(["category:colour", "label:label"], verdict.Findings.Select(f => $"{f.Rule}:{f.Column}").Order(StringComparer.Ordinal), StringComparer.Ordinal);
        Assert.Equal(Severity.Medium, verdict.Findings[0].Severity);
    }

    private static Verdict Ask<TCheck>(string reference, string current, DatasetSettings? settings = null)
        where TCheck : DatasetCheck, new()
        => Reading.Ask<TCheck>(Facts(reference, current, "test.csv", settings ?? new()), settings);

    private static SplitFacts Compare(string reference, string current, string name = "test.csv", DatasetSettings? settings = null) => Facts(reference, current, name, settings ?? new()).Split!;

    private static DatasetFacts Facts(string reference, string current, string name, DatasetSettings settings)
    {
        var folder = Directory.CreateTempSubdirectory("mlsecpol-split-");
        try
        {
            var path = Path.Combine(folder.FullName, "train.csv");
            File.WriteAllText(path, reference);
            using var train = DatasetReference.Read(path, settings, 1, TestContext.Current.CancellationToken);
            using var source = new MemorySource(System.Text.Encoding.UTF8.GetBytes(current));
            return DatasetReader.Read(source, name, settings, train, TestContext.Current.CancellationToken);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }
}
