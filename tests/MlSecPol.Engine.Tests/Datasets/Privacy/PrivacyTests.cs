using System.Globalization;
using System.Security.Cryptography;
using MlSecPol.Engine.Checks;
using MlSecPol.Engine.Datasets;
using MlSecPol.Engine.Datasets.Checks;
using MlSecPol.Engine.Datasets.Privacy;
using MlSecPol.Engine.Tests.Datasets.Statistics;
using Xunit;
using Encoding = System.Text.Encoding;

namespace MlSecPol.Engine.Tests.Datasets.Privacy;

public sealed class PrivacyTests
{
    // The 4-anonymous table of patients in Machanavajjhala and others, "l-diversity" (2007), figure 2: the third class has cancer only.
    private const string FourAnonymous = """
        zip,age,nationality,condition
        130**,<30,*,Heart Disease
        130**,<30,*,Heart Disease
        130**,<30,*,Viral Infection
        130**,<30,*,Viral Infection
        1485*,>=40,*,Cancer
        1485*,>=40,*,Heart Disease
        1485*,>=40,*,Viral Infection
        1485*,>=40,*,Viral Infection
        130**,3*,*,Cancer
        130**,3*,*,Cancer
        130**,3*,*,Cancer
        130**,3*,*,Cancer
        """;

    // The 3-diverse table of the same paper, figure 3.
    private const string ThreeDiverse = """
        zip,age,nationality,condition
        1305*,<=40,*,Heart Disease
        1305*,<=40,*,Viral Infection
        1305*,<=40,*,Cancer
        1305*,<=40,*,Cancer
        1485*,>40,*,Cancer
        1485*,>40,*,Heart Disease
        1485*,>40,*,Viral Infection
        1485*,>40,*,Viral Infection
        1306*,<=40,*,Heart Disease
        1306*,<=40,*,Viral Infection
        1306*,<=40,*,Cancer
        1306*,<=40,*,Cancer
        """;

    private static readonly string[] Patient = ["zip", "age", "nationality"];

    [Fact]
    public void The_four_anonymous_table_of_the_paper_is_four_anonymous_and_not_diverse()
    {
        var facts = Measure(FourAnonymous, Patient, ["condition"]);
        Assert.Equal((4L, 3L, 0L, 0.25, 0.25), (facts.SmallestClass, facts.Classes, facts.UniqueRows, facts.HighestRisk, facts.AverageRisk));
        var condition = Assert.Single(facts.Sensitive);
        Assert.Equal((3L, 1L, 1.0), (condition.Values, condition.DistinctDiversity, condition.EntropyDiversity));
        Assert.Null(condition.RecursiveC);
    }

    // Each class holds its three conditions twice, once and once: entropy 1.5 bits, so 2^1.5 in effect; recursive (c, 2) for c > 2 / 2 and (c, 3) for c > 2 / 1.
    [Fact]
    public void The_three_diverse_table_of_the_paper_is_three_diverse()
    {
        var condition = Assert.Single(Measure(ThreeDiverse, Patient, ["condition"]).Sensitive);
        Assert.Equal(3, condition.DistinctDiversity);
        Assert.Equal(Math.Pow(2, 1.5), condition.EntropyDiversity, 1e-12);
        Assert.Equal(1, condition.RecursiveC!.Value, 1e-12);
        Assert.Equal(2, Assert.Single(Measure(ThreeDiverse, Patient, ["condition"], s => s with { MinimumDiversity = 3 }).Sensitive).RecursiveC!.Value, 1e-12);
    }

    // Li, Li and Venkatasubramanian, "t-closeness" (2007). Section 4.2: of the nine salaries 3k to 11k, {3k, 4k, 5k} is .375 away and {6k, 8k, 11k} .167; table 5 is
    // .167-close with respect to salary.
    [Theory]
    [InlineData("3 4 5|6 11 8|7 9 10", 0.375)]
    [InlineData("3 5 9|6 11 8|4 7 10", 1.0 / 6)]
    public void Ordered_closeness_is_that_of_the_paper(string classes, double closeness)
    {
        var rows = classes.Split('|').SelectMany((c, i) => c.Split(' ').Select(v => $"{i},{v}000"));
        var salary = Assert.Single(Measure("group,salary\n" + string.Join('\n', rows), ["group"], ["salary"]).Sensitive);
        Assert.Equal(closeness, salary.OrderedCloseness!.Value, 1e-12);
        Assert.Equal(2.0 / 3, salary.Closeness, 1e-12);
    }

    [Fact]
    public void Closeness_of_categories_is_half_of_all_differences()
    {
        var condition = Assert.Single(Measure(FourAnonymous, Patient, ["condition"]).Sensitive);
        // The table holds cancer 5 of 12 times; the class of cancer only is 7/12 away.
        Assert.Equal(7.0 / 12, condition.Closeness, 1e-12);
        Assert.Null(condition.OrderedCloseness);
    }

    // Motwani and Xu, "Efficient algorithms for masking and finding quasi-identifiers" (2007), table 1: {sex, state} is .8-distinct and .9-separating, age .6 and .8.
    [Theory]
    [InlineData("age", 0.6, 0.8)]
    [InlineData("sex state", 0.8, 0.9)]
    public void Distinction_and_separation_are_those_of_the_paper(string columns, double distinction, double separation)
    {
        var facts = Measure("age,sex,state\n20,Female,CA\n30,Female,CA\n40,Female,TX\n20,Male,NY\n40,Male,CA\n", columns.Split(' '), []);
        Assert.Equal(distinction, (double)facts.Classes / facts.Rows, 1e-12);
        Assert.Equal(separation, facts.Separation!.Value, 1e-12);
    }

    [Fact]
    public void Risks_are_those_of_their_definitions()
    {
        // Classes of 1, 2 and 5 rows: prosecutor risk 1, on average 3 classes by 8 rows.
        var facts = Measure("a\n1\n2\n2\n3\n3\n3\n3\n3\n", ["a"], []);
        Assert.Equal((1L, 5L, 1L, 3L, 3L), (facts.SmallestClass, facts.LargestClass, facts.UniqueRows, facts.RowsAtRisk, facts.RowsInSmallClasses));
        Assert.Equal((1.0, 3.0 / 8), (facts.HighestRisk, facts.AverageRisk));
        Assert.Equal("1 1, 2 2, 3 to 4 0, 5 to 10 5, 11 and more 0", string.Join(", ", facts.Sizes.Select(s => $"{s.Size} {s.Rows}")));
    }

    [Fact]
    public void A_population_lowers_the_risk_and_rows_that_it_lacks_are_counted()
    {
        var path = Path.GetTempFileName();
        try
        {
            File.WriteAllText(path, "b,a\n" + string.Concat(Enumerable.Repeat("x,1\n", 10)) + "y,2\ny,2\n");
            var population = Measure("a\n1\n2\n2\n3\n", ["a"], [], s => s with { Population = path }).Population!;
            // F = 10 for the first row, 2 for the two others; the last one is not there and counts with itself.
            Assert.Equal((12L, 1L, 1.0, 3L), (population.Rows, population.NotFound, population.HighestRisk, population.RowsAtRisk));
            Assert.Equal((0.1 + 0.5 + 0.5 + 1) / 4, population.AverageRisk, 1e-12);
            Assert.Contains("no column 'c'", Measure("c\n1\n", ["c"], [], s => s with { Population = path }).Gap, StringComparison.Ordinal);
        }
        finally
        {
            File.Delete(path);
        }
    }

    // With {1, 2}, {1, ?}, {3, 4}: as a value of its own the second row is alone, as any value it matches the first one.
    [Fact]
    public void Missing_values_count_as_their_own_value_or_as_any()
    {
        const string Rows = "a,b\n1,2\n1,NA\n3,4\n3,4\n";
        Assert.Equal((1L, 3L), (Measure(Rows, ["a", "b"], []).SmallestClass, Measure(Rows, ["a", "b"], []).Classes));
        var wild = Measure(Rows, ["a", "b"], [], s => s with { Missing = MissingValue.Wildcard });
        Assert.Equal((2L, 0L, 4L), (wild.SmallestClass, wild.UniqueRows, wild.Rows));
        // A row that lacks everything matches all.
        Assert.Equal(3, Measure("a,b\n1,2\n5,6\nNA,NA\n", ["a", "b"], [], s => s with { Missing = MissingValue.Wildcard }).LargestClass);
        Assert.Contains("classes", Assert.Single(Measure(Rows, ["a"], ["b"], s => s with { Missing = MissingValue.Wildcard }).Sensitive).Gap, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("table.csv")]
    [InlineData("table.jsonl")]
    public void Spilled_rows_give_the_same_figures(string name)
    {
        var rows = Numbers.Random(5_000).Select(r => (A: r % 40, B: (r >> 8) % 20, S: (r >> 16) % 7)).ToArray();
        var text = name.EndsWith("csv", StringComparison.Ordinal)
            ? "a,b,s\n" + string.Concat(rows.Select(r => $"{r.A},{r.B},{r.S}\n"))
            : string.Concat(rows.Select(r => $"{{\"s\":{r.S},\"b\":{r.B},\"a\":{r.A}}}\n"));
        var expected = rows.GroupBy(r => (r.A, r.B)).ToArray();
        foreach (var inMemory in (int[])[1, 100, 1_000_000])
        {
            var facts = Measure(text, ["a", "b"], ["s"], s => s with { RowsInMemory = inMemory }, name);
            Assert.Equal((expected.Length, expected.Min(g => g.Count())), ((int)facts.Classes, (int)facts.SmallestClass));
            Assert.Equal(expected.Min(g => g.Select(r => r.S).Distinct().Count()), Assert.Single(facts.Sensitive).DistinctDiversity);
        }
    }

    [Fact]
    public void What_cannot_be_measured_is_said()
    {
        Assert.Contains("no column 'b'", Measure("a\n1\n", ["a", "b"], []).Gap, StringComparison.Ordinal);
        Assert.Equal(CheckStatus.Error, Ask<KAnonymity>("a\n1\n", ["a", "b"]).Status);
        Assert.Equal(CheckStatus.NotApplicable, Ask<KAnonymity>("a\n1\n", ["b"]).Status);
        Assert.Equal(CheckStatus.NotApplicable, Ask<KAnonymity>("a\n1\n", []).Status);
        Assert.Equal(CheckStatus.NotApplicable, Ask<LDiversity>("a\n1\n", ["a"]).Status);
        Assert.Equal(CheckStatus.Error, Ask<KAnonymity>("a,b\n1,2\n1,2\n1,2\n1,2\n1,2\n1,\"2\n", ["a"]).Status);
    }

    [Fact]
    public void Pseudonyms_are_found_by_what_they_hide()
    {
        static string Hash(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
        // A broken hash is what is looked for here.
#pragma warning disable CA5351
        var rows = Enumerable.Range(0, 50).Select(i => string.Create(CultureInfo.InvariantCulture, $"{Hash($"user{i}@example.org")},User{i}@Example.org,{Hash(Guid.NewGuid().ToString())},{Convert.ToHexString(MD5.HashData(Encoding.UTF8.GetBytes($"19{i + 40}-03-12")))}\n"));
#pragma warning restore CA5351
        var facts = Reading.Of("key,mail,salted,born\n" + string.Concat(rows), settings: new() { Privacy = new() { GuessedNumbers = 1000 } });
        Assert.Equal(["born MD5 50 dates", "key SHA256 50 column 'mail'", "salted SHA256 0 "], facts.Pseudonyms.Select(p => $"{p.Column} {p.Algorithm} {p.Found} {p.Origin}").Order(StringComparer.Ordinal));
        var findings = Reading.Ask<ReversiblePseudonyms>(facts).Findings;
        Assert.Equal(["key", "born"], findings.Select(f => f.Column));
        Assert.Empty(Reading.Of("a\n1\n").Pseudonyms);
    }

    [Fact]
    public void Numbers_in_the_clear_leave_no_word_of_anonymity()
    {
        var facts = Measure(ThreeDiverse, Patient, ["condition"]);
        foreach (var text in (string[])[facts.ToString()!, Ask<KAnonymity>(ThreeDiverse, Patient).Message, Ask<ReidentificationRisk>(ThreeDiverse, Patient).Message])
            Assert.DoesNotContain("anonymous", text, StringComparison.OrdinalIgnoreCase);
    }

    private static Verdict Ask<TCheck>(string text, string[] quasi)
        where TCheck : DatasetCheck, new()
    {
        var settings = new DatasetSettings { QuasiIdentifiers = quasi };
        return Reading.Ask<TCheck>(Reading.Of(text, settings: settings), settings);
    }

    private static PrivacyFacts Measure(string text, string[] quasi, string[] sensitive, Func<PrivacySettings, PrivacySettings>? change = null, string name = "table.csv")
    {
        var privacy = new PrivacySettings();
        return Reading.Of(text, name, new DatasetSettings { Header = HeaderMode.Present, QuasiIdentifiers = quasi, Sensitive = sensitive, Privacy = change?.Invoke(privacy) ?? privacy }).Privacy!;
    }
}
