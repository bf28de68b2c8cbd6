using MlSecPol.Engine.Datasets;
using MlSecPol.Engine.Datasets.Checks;
using Xunit;

namespace MlSecPol.Engine.Tests.Datasets;

public sealed class NearDuplicateTests
{
    private static readonly string[] Vocabulary = [.. Enumerable.Range(0, 2000).Select(i => $"w{i * 7919 % 99991}")];

    [Theory]
    [InlineData(200, 1, 0.75, 1.0)]
    [InlineData(200, 5, 0.6, 0.95)]
    [InlineData(200, 60, 0.0, 0.01)]
    [InlineData(200, 200, 0.0, 0.005)]
    public void Texts_are_found_as_often_as_their_likeness_says(int words, int changed, double low, double high)
    {
        var random = new Random(17);
        const int Pairs = 400;
        var near = Facts(Enumerable.Range(0, Pairs).SelectMany(_ =>
        {
            var text = random.GetItems(Vocabulary, words);
            var copy = (string[])text.Clone();
            for (var i = 0; i < changed; i++) copy[words * i / changed] = Vocabulary[random.Next(Vocabulary.Length)];
            return (string[])[string.Join(' ', text), string.Join(' ', copy)];
        }));
        var found = near.Rows / (double)Pairs;
        Assert.InRange(found, low, high);
        Assert.Equal(2 * Pairs, near.Texts);
    }

    [Fact]
    public void The_same_text_is_no_near_one_and_short_texts_are_values()
    {
        var text = string.Join(' ', Vocabulary.Take(30));
        Assert.Equal(0, Facts([text, text, text]).Rows);
        Assert.Equal(0, Facts(["one two three four five six seven eight", "one two three four five six seven nine"]).Texts);
        Assert.Equal((1, 3L), (Facts([text, "other", text + " more"]).Rows, Facts([text, "other", text + " more"]).FirstRows[0]));
    }

    [Fact]
    public void Near_texts_are_a_remark()
    {
        var text = string.Join(' ', Vocabulary.Take(40));
        var verdict = Reading.Ask<Duplicates>($"t\n{text}\n{text} more\nshort\n");
        Assert.Equal((CheckStatus.Pass, "near", Severity.Info), (verdict.Status, verdict.Findings.Single().Rule, verdict.Findings.Single().Severity));
    }

    private static NearDuplicateFacts Facts(IEnumerable<string> texts) => Reading.Of("t\n" + string.Join('\n', texts) + "\n").Columns[0].NearDuplicates;
}
