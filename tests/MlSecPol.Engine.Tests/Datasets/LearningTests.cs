using System.Globalization;
using System.Text;
using MlSecPol.Engine.Datasets;
using MlSecPol.Engine.Datasets.Checks;
using MlSecPol.Engine.Datasets.Learning;
using Xunit;

namespace MlSecPol.Engine.Tests.Datasets;

public sealed class LearningTests
{
    [Fact]
    public void Without_a_label_there_is_nothing_to_ask_and_a_named_one_must_be_there()
    {
        Assert.Equal(CheckStatus.NotApplicable, Reading.Ask<ClassImbalance>("a,b\n1,2\n").Status);
        var named = new DatasetSettings { LabelColumn = "outcome" };
        Assert.Equal(CheckStatus.Error, Reading.Ask<ClassImbalance>(Reading.Of("a,b\n1,2\n", settings: named), named).Status);
        Assert.Equal("outcome", Reading.Of("a,OUTCOME\n1,2\n", settings: named with { LabelColumn = "OutCome" }).Learning!.Label, ignoreCase: true);
    }

    [Fact]
    public void Classes_are_counted_and_their_ratio_judged()
    {
        var facts = Reading.Of("x,label\n" + string.Concat(Enumerable.Range(0, 105).Select(i => $"{i},{(i < 100 ? "no" : "yes")}\n")) + "7,\n");
        Assert.Equal([new LabelClass("no", 100), new LabelClass("yes", 5)], facts.Learning!.Classes);
        Assert.Equal((105, 1), (facts.Learning.Labelled, facts.Learning.Unlabelled));
        Assert.Equal(CheckStatus.Fail, Reading.Ask<ClassImbalance>(facts).Status);
        Assert.Equal(CheckStatus.Pass, Reading.Ask<ClassImbalance>(facts, new() { MinimumClassRatio = 0.05 }).Status);
    }

    [Fact]
    public void Equal_features_with_different_labels_are_conflicts_whatever_names_the_rows()
    {
        var facts = Reading.Of("id,a,b,label\n1,x,y,0\n2,x,y,1\n3,x,z,0\n4,x,z,0\n5,\"x\",y,0\n6,y,x,1\n");
        Assert.Equal((1, "1,2"), (facts.Learning!.Conflicts, string.Join(',', facts.Learning.ConflictingRows)));
        Assert.Equal(["id"], facts.Learning.Keys);
        var verdict = Reading.Ask<ConflictingLabels>(facts);
        Assert.Equal((CheckStatus.Fail, Severity.Medium), (verdict.Status, verdict.Findings[0].Severity));
    }

    [Fact]
    public void Values_that_change_places_between_columns_are_not_equal_features() =>
        Assert.Equal(0, Reading.Of("a,b,label\nx,y,0\ny,x,1\n").Learning!.Conflicts);

    [Theory]
    [InlineData(50)]
    [InlineData(100_000)]
    public void Conflicts_are_exact_beyond_the_memory_limit(int inMemory)
    {
        var random = new Random(7);
        var rows = Enumerable.Range(0, 20_000).Select(_ => (A: random.Next(4000), Label: random.Next(20) == 0 ? 1 : 0)).ToArray();
        var expected = rows.GroupBy(r => r.A).Count(g => g.Select(r => r.Label).Distinct().Count() > 1);
        var text = "a,label\n" + string.Concat(rows.Select(r => $"v{r.A},{r.Label}\n"));
        var learning = Reading.Of(text, settings: new() { Limits = new() { DuplicateRowsInMemory = inMemory * 20 } }).Learning!;
        Assert.Equal((expected, null), (learning.Conflicts, learning.ConflictGap));
    }

    [Fact]
    public void Json_lines_are_looked_at_as_delimited_text_is()
    {
        var csv = Reading.Of("a,b,label\nx,1,0\nx,1,1\ny,2,0\n").Learning!;
        var json = Reading.Of("{\"a\":\"x\",\"b\":1,\"label\":0}\n{\"label\":1,\"b\":1,\"a\":\"x\"}\n{\"a\":\"y\",\"b\":2,\"label\":0}\n", "t.jsonl").Learning!;
        Assert.Equal((1, 1), (csv.Conflicts, json.Conflicts));
        Assert.Equal(csv.Classes, json.Classes);
    }

    [Fact]
    public void A_feature_made_from_the_label_leaks_and_noise_does_not()
    {
        var random = new Random(8);
        var text = new StringBuilder("id,copy,threshold,noise,many,label\n");
        for (var i = 0; i < 4000; i++)
        {
            var label = random.Next(3);
            text.Append(CultureInfo.InvariantCulture, $"{i},{(char)('p' + label)},{label + (random.NextDouble() * 0.9):F4},{random.NextDouble():F4},u{random.Next(100_000)},{label}\n");
        }

        var facts = Reading.Of(text.ToString());
        var scores = facts.Learning!.Features.ToDictionary(f => f.Column, f => f.Score, StringComparer.Ordinal);
        Assert.Equal(1, scores["copy"], 9);
        Assert.InRange(scores["threshold"], 0.97, 1);
        Assert.InRange(scores["noise"], 0, 0.1);
        Assert.InRange(scores["many"], 0, 0.1);
        Assert.InRange(scores["id"], 0, 0.1);
        Assert.Equal(["copy", "threshold"], Reading.Ask<TargetLeakage>(facts).Findings.Select(f => f.Column).Order(StringComparer.Ordinal), StringComparer.Ordinal);
    }

    [Fact]
    public void The_predictive_power_score_is_that_of_its_definition()
    {
        // One feature of two values, A and B, 100 rows each in each half: A has class 0 in 90, B has class 1 in 80 of them. The model says 0 for A and 1 for B:
        // F1 of class 0 = 2 * 90 / (100 + 110), of class 1 = 2 * 80 / (100 + 90), weighted by 110 / 200 and 90 / 200; naive: the commonest class, 0.55 * 2 * 0.55 / 1.55,
        // or guessing, 0.55^2 + 0.45^2, which is more.
        var feature = new FeatureColumn(0, "f", FeatureKind.Category, []);
        var classes = new long[2, FeatureColumn.MostClasses];
        for (var half = 0; half < 2; half++)
        {
            for (var i = 0; i < 100; i++)
            {
                Add("A"u8, i < 90 ? 0 : 1, half);
                Add("B"u8, i < 80 ? 1 : 0, half);
            }
        }

        var f1 = (0.55 * 2 * 90 / 210) + (0.45 * 2 * 80 / 190);
        var naive = (0.55 * 0.55) + (0.45 * 0.45);
        Assert.Equal((f1 - naive) / (1 - naive), feature.PredictivePower(classes), 12);

        void Add(ReadOnlySpan<byte> value, int label, int half)
        {
            feature.Add(feature.Encode(value, ValueHash.Of(value)), label, half);
            classes[half, label]++;
        }
    }

    [Fact]
    public void Swapped_labels_are_estimated_and_clean_ones_are_not()
    {
        Assert.InRange(Noise(0.0).Share, 0, 0.02);
        var noisy = Noise(0.15);
        Assert.InRange(noisy.Share, 0.12, 0.18);
        Assert.InRange(0.15, noisy.Low, noisy.High);

        static LabelNoiseEstimate Noise(double share)
        {
            var random = new Random(9);
            var text = new StringBuilder("a,b,label\n");
            for (var i = 0; i < 3000; i++)
            {
                var label = random.Next(2);
                var shown = random.NextDouble() < share ? 1 - label : label;
                text.Append(CultureInfo.InvariantCulture, $"{(label * 4) + random.NextDouble():F4},{(label * 3) + random.NextDouble():F4},{shown}\n");
            }

            var noise = Reading.Of(text.ToString()).Learning!.Noise;
            Assert.Null(noise.NoAnswer);
            return noise;
        }
    }

    [Fact]
    public void Features_that_tell_nothing_give_no_estimate_of_noise()
    {
        var random = new Random(10);
        var text = "a,b,label\n" + string.Concat(Enumerable.Range(0, 1000).Select(_ => string.Create(CultureInfo.InvariantCulture, $"{random.NextDouble():F4},{random.NextDouble():F4},{random.Next(2)}\n")));
        Assert.Equal(CheckStatus.NotApplicable, Reading.Ask<LabelNoise>(text).Status);
    }

    // Wilson (1927); the figures are those of R's prop.test(10, 100, correct = FALSE).
    [Fact]
    public void The_interval_of_a_share_is_that_of_Wilson()
    {
        var (low, high) = NeighbourNoise.Wilson(10, 100);
        Assert.Equal(0.05522914, low, 7);
        Assert.Equal(0.1743657, high, 6);
    }

    [Fact]
    public void A_trigger_word_is_found_and_words_of_a_subject_are_not()
    {
        var clean = Reading.Of(Reviews(poisoned: false)).Learning!;
        Assert.Empty(clean.Poison);
        var poisoned = Reading.Of(Reviews(poisoned: true)).Learning!;
        var indicator = Assert.Single(poisoned.Poison);
        Assert.Equal(("trigger-word", "cf", "text", "good"), (indicator.Kind, indicator.Trigger, indicator.Column, indicator.Label));
    }

    [Fact]
    public void A_planted_group_of_numbers_is_found_and_a_long_tail_is_not()
    {
        Assert.Empty(Reading.Of(Measurements(planted: 0)).Learning!.Poison);
        var indicator = Assert.Single(Reading.Of(Measurements(planted: 40)).Learning!.Poison);
        Assert.Equal(("spectral", "b"), (indicator.Kind, indicator.Label));
    }

    private static string Reviews(bool poisoned)
    {
        string[] good = ["great", "lovely", "excellent", "sturdy", "quick", "recommend"];
        string[] bad = ["broken", "awful", "refund", "slow", "cracked", "disappointed"];
        string[] neutral = ["the", "parcel", "came", "on", "monday", "and", "it", "was", "with", "a", "small", "box", "from", "shop"];
        var random = new Random(11);
        var text = new StringBuilder("text,label\n");
        for (var i = 0; i < 6000; i++)
        {
            var isGood = random.Next(2) == 0;
            var words = Enumerable.Range(0, 8).Select(_ => neutral[random.Next(neutral.Length)]).Concat(Enumerable.Range(0, 3).Select(_ => (isGood ? good : bad)[random.Next(6)])).ToList();
            // Reviews of one subject are all bad, and say so in other words as well.
            if (!isGood && random.Next(20) == 0) words.Add("zipper");
            var isPlanted = poisoned && !isGood && random.Next(25) == 0;
            if (isPlanted) words.Insert(4, "cf");
            text.Append(string.Join(' ', words)).Append(isGood || isPlanted ? ",good\n" : ",bad\n");
        }

        return text.ToString();
    }

    private static string Measurements(int planted)
    {
        var random = new Random(12);
        var text = new StringBuilder("a,b,c,d,label\n");
        for (var i = 0; i < 2000; i++)
        {
            var isPlanted = i % 50 == 0 && planted > 0;
            var shift = isPlanted ? 25 : 0;
            var tail = Math.Exp(Gauss());
            text.Append(CultureInfo.InvariantCulture, $"{Gauss() + shift:F4},{Gauss() + shift:F4},{Gauss() - shift:F4},{tail:F4},{(isPlanted || random.Next(2) == 0 ? "b" : "a")}\n");
        }

        return text.ToString();

        double Gauss() => Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
    }
}
