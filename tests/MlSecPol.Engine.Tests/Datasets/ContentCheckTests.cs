using System.Globalization;
using MlSecPol.Engine.Checks;
using MlSecPol.Engine.Datasets.Checks;
using Xunit;

namespace MlSecPol.Engine.Tests.Datasets;

public sealed class ContentCheckTests
{
    [Fact]
    public void A_second_type_of_one_to_ten_per_cent_is_a_mixture_and_other_shares_are_not()
    {
        Assert.Equal(CheckStatus.Pass, Ask(0).Status);
        Assert.Equal(CheckStatus.Pass, Ask(4).Status);
        Assert.Equal(CheckStatus.Fail, Ask(5).Status);
        Assert.Equal(CheckStatus.Fail, Ask(50).Status);
        Assert.Equal(CheckStatus.Pass, Ask(60).Status);

        static Verdict Ask(int words) => Reading.Ask<MixedTypes>(Table(500, i => i < words ? $"word{i % 7}" : i.ToString(CultureInfo.InvariantCulture)));
    }

    [Fact]
    public void Codes_with_and_without_leading_zeros_are_one_type() =>
        Assert.Equal(CheckStatus.Pass, Reading.Ask<MixedTypes>(Table(100, i => i < 5 ? $"0{i}17" : $"{i}17")).Status);

    [Fact]
    public void Nearly_constant_is_told_by_the_share_of_the_commonest_value()
    {
        Assert.Equal(CheckStatus.Fail, Reading.Ask<NearConstantColumn>(Table(2000, i => i < 2 ? "b" : "a")).Status);
        Assert.Equal(CheckStatus.Pass, Reading.Ask<NearConstantColumn>(Table(2000, i => i < 3 ? "b" : "a")).Status);
        Assert.Equal(CheckStatus.Pass, Reading.Ask<NearConstantColumn>(Table(2000, _ => "a")).Status);
    }

    [Theory]
    [InlineData(200, 1, true)]
    [InlineData(50_000, 1, true)]
    [InlineData(50_000, 2, false)]
    public void Numbers_that_never_come_again_name_rows(int rows, int repeats, bool expected)
    {
        Assert.Equal(expected ? CheckStatus.Fail : CheckStatus.Pass, Reading.Ask<IdentifierLikeColumn>(Table(rows, i => (i / repeats * 7).ToString(CultureInfo.InvariantCulture))).Status);
        Assert.Equal(CheckStatus.Pass, Reading.Ask<IdentifierLikeColumn>(Table(rows, i => (i * 7.5).ToString("F1", CultureInfo.InvariantCulture))).Status);
    }

    [Fact]
    public void Variants_differ_in_case_blanks_or_punctuation_only()
    {
        Assert.Single(Reading.Ask<StringVariants>("a,city\n1,Berlin\n2,berlin\n3,New York\n4,Paris\n").Findings);
        Assert.Equal(5, Reading.Ask<StringVariants>("a,city\n1,Berlin\n2,ber-lin\n3,New York\n4,new  york\n5,NEWYORK\n7,Rome\n").Findings.Single().Count);
        Assert.Empty(Reading.Ask<StringVariants>("a,v\n1,C\n2,C++\n3,C#\n4,-1\n5,1\n6,+\n").Findings);
    }

    [Fact]
    public void A_few_far_numbers_are_outliers_and_a_long_tail_is_a_remark()
    {
        var lonely = Reading.Ask<Outliers>(Table(400, i => i == 7 ? "9999" : (100 + (i * 31 % 57)).ToString(CultureInfo.InvariantCulture)));
        Assert.Equal((CheckStatus.Fail, 1L, Severity.Low), (lonely.Status, lonely.Findings[0].Count, lonely.Findings[0].Severity));
        var tail = Reading.Ask<Outliers>(Table(400, i => Math.Exp(i / 40.0).ToString("F3", CultureInfo.InvariantCulture)));
        Assert.Equal((CheckStatus.Pass, Severity.Info), (tail.Status, tail.Findings[0].Severity));
    }

    [Fact]
    public void Infinities_count_among_numbers_and_not_among_words()
    {
        Assert.Equal(2, Reading.Ask<NotFinite>("v,w\n1.5,inf\n-Inf,nan bread\n1e999,x\n2,y\n").Findings.Single().Count);
        Assert.Equal(CheckStatus.Pass, Reading.Ask<NotFinite>("v,w\n1.5,inf\n2,infinity\n").Status);
    }

    [Theory]
    [InlineData("2023-02-29", 1)]
    [InlineData("2024-02-29", 0)]
    [InlineData("1900-02-29", 1)]
    [InlineData("2000-02-29", 0)]
    [InlineData("1899-12-31", 1)]
    [InlineData("1900-01-01", 0)]
    [InlineData("2100-12-31", 0)]
    [InlineData("2101-01-01", 1)]
    public void Days_must_exist_and_lie_within_the_range(string day, int findings) =>
        Assert.Equal(findings, Reading.Ask<ImpossibleDates>($"d\n2020-01-01\n2021-01-01\n{day}\n").Findings.Count);

    [Fact]
    public void Text_that_is_not_composed_is_placed()
    {
        var finding = Reading.Ask<NotNormalized>("n\nok\nJose\u0301\nok\nJose\u0301\n").Findings.Single();
        Assert.Equal((2L, 2L, "n"), (finding.Count, finding.Row, finding.Column));
    }

    private static string Table(int rows, Func<int, string> value) => "v\n" + string.Concat(Enumerable.Range(0, rows).Select(i => value(i) + "\n"));
}
