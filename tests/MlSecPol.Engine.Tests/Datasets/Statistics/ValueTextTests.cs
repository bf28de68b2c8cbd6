using System.Globalization;
using System.Text;
using MlSecPol.Engine.Datasets.Statistics;
using Xunit;

namespace MlSecPol.Engine.Tests.Datasets.Statistics;

public sealed class ValueTextTests
{
    [Theory]
    [InlineData("0", "Integer", 0.0)]
    [InlineData("-42", "Integer", -42.0)]
    [InlineData(" +7 ", "Integer", 7.0)]
    [InlineData("123456789012345", "Integer", 123456789012345.0)]
    [InlineData("1234567890123456", "LongInteger", 1234567890123456.0)]
    [InlineData("12345678901234567890123", "LongInteger", 1.2345678901234568e22)]
    [InlineData("007", "LeadingZeros", 7.0)]
    [InlineData("0000000000000000000000007", "LeadingZeros", 7.0)]
    [InlineData("0.5", "Decimal", 0.5)]
    [InlineData(".5", "Decimal", 0.5)]
    [InlineData("5.", "Decimal", 5.0)]
    [InlineData("-0.1", "Decimal", -0.1)]
    [InlineData("3.14159265358979323846", "Decimal", Math.PI)]
    [InlineData("1e5", "Scientific", 100000.0)]
    [InlineData("-2.5E-3", "Scientific", -0.0025)]
    [InlineData("inf", "NotFinite", double.PositiveInfinity)]
    [InlineData("-Infinity", "NotFinite", double.NegativeInfinity)]
    [InlineData("NaN", "NotFinite", double.NaN)]
    [InlineData("1e999", "NotFinite", double.PositiveInfinity)]
    public void Numbers_are_told_apart_by_the_way_they_are_written(string text, string form, double value)
    {
        Assert.True(NumberText.TryParse(Encoding.UTF8.GetBytes(text), out NumberText number));
        Assert.Equal(form, number.Form.ToString());
        Assert.Equal(value, number.Value);
    }

    [Theory]
    [InlineData("")]
    [InlineData("-")]
    [InlineData(".")]
    [InlineData("1.2.3")]
    [InlineData("1,234")]
    [InlineData("1_000")]
    [InlineData("0x10")]
    [InlineData("1e")]
    [InlineData("e5")]
    [InlineData("12a")]
    [InlineData("1 2")]
    [InlineData("--1")]
    [InlineData("-+1")]
    [InlineData("+")]
    [InlineData("infinite")]
    [InlineData("١٢")]
    public void Other_texts_are_no_numbers(string text) => Assert.False(NumberText.TryParse(Encoding.UTF8.GetBytes(text), out double _));

    [Fact]
    public void Every_number_is_the_double_nearest_to_its_digits()
    {
        foreach (var r in Numbers.Random(20_000))
        {
            var text = (r % 7) switch
            {
                0 => r.ToString(CultureInfo.InvariantCulture),
                1 => (r / 1000.0).ToString("F3", CultureInfo.InvariantCulture),
                2 => ((double)r * r / 3e7).ToString("F9", CultureInfo.InvariantCulture),
                3 => (r / 3.0).ToString("R", CultureInfo.InvariantCulture),
                4 => ((decimal)r / 7m).ToString(CultureInfo.InvariantCulture),
                5 => (-r / 1e12).ToString("E16", CultureInfo.InvariantCulture),
                _ => (r * 4294967311L).ToString(CultureInfo.InvariantCulture),
            };
            Assert.True(NumberText.TryParse(Encoding.UTF8.GetBytes(text), out double value), text);
            Assert.Equal(double.Parse(text, CultureInfo.InvariantCulture), value);
        }
    }

    [Theory]
    [InlineData("1970-01-01", "Date", 0.0)]
    [InlineData("2000-02-29", "Date", 951782400.0)]
    [InlineData("2024/3/5", "Date", 1709596800.0)]
    [InlineData("05.03.2024", "Date", 1709596800.0)]
    [InlineData("03/05/2024", "Date", 1709596800.0)]
    [InlineData("25/12/2023", "Date", 1703462400.0)]
    [InlineData("12-25-2023", "Date", 1703462400.0)]
    [InlineData("5 Mar 2024", "Date", 1709596800.0)]
    [InlineData("05-MAR-2024", "Date", 1709596800.0)]
    [InlineData("March 5, 2024", "Date", 1709596800.0)]
    [InlineData("2024-03-05T13:45:30Z", "DateTime", 1709646330.0)]
    [InlineData("2024-03-05 13:45", "DateTime", 1709646300.0)]
    [InlineData("2024-03-05T13:45:30.250+02:00", "DateTime", 1709639130.25)]
    [InlineData("2024-03-05T13:45:30-0530", "DateTime", 1709666130.0)]
    [InlineData("3/5/2024 1:45 PM", "DateTime", 1709646300.0)]
    [InlineData("2016-12-31T23:59:60Z", "DateTime", 1483228800.0)]
    [InlineData("2023-02-29", "Impossible", 0.0)]
    [InlineData("2024-13-01", "Impossible", 0.0)]
    [InlineData("0000-00-00", "Impossible", 0.0)]
    [InlineData("31/02/2024", "Impossible", 0.0)]
    [InlineData("2024-03-05 25:00", "Impossible", 0.0)]
    [InlineData("30 Feb 2024", "Impossible", 0.0)]
    public void Dates_are_read_and_impossible_ones_told_apart(string text, string form, double seconds)
    {
        Assert.Equal(form, DateText.Parse(Encoding.UTF8.GetBytes(text), out var actual).ToString());
        if (form != "Impossible") Assert.Equal(seconds, actual);
    }

    [Theory]
    [InlineData("10.0.1000")]
    [InlineData("1.22.333.4444")]
    [InlineData("555-12-3456")]
    [InlineData("12:30:00")]
    [InlineData("2024-03")]
    [InlineData("20240305")]
    [InlineData("2024-03-05x")]
    [InlineData("May flowers")]
    [InlineData("1-800-555-0199")]
    [InlineData("2024-03-05T")]
    public void Other_texts_are_no_dates(string text) => Assert.Equal(DateForm.None, DateText.Parse(Encoding.UTF8.GetBytes(text), out _));

    [Theory]
    [InlineData("true", "Boolean")]
    [InlineData("No", "Boolean")]
    [InlineData("truth", "Text")]
    [InlineData("0", "Integer")]
    [InlineData("Zürich", "Text")]
    [InlineData("Éa", "Text")]
    [InlineData("-", "Text")]
    [InlineData("2024-01-01", "Date")]
    [InlineData("2024-99-01", "ImpossibleDate")]
    [InlineData("01234", "LeadingZeros")]
    public void A_value_has_one_kind(string text, string kind) => Assert.Equal(kind, ValueClassifier.Classify(Encoding.UTF8.GetBytes(text), out _, out _).ToString());

    [Theory]
    [InlineData("true|no", ColumnType.Boolean)]
    [InlineData("1|2|-3", ColumnType.Integer)]
    [InlineData("1|2.5", ColumnType.Decimal)]
    [InlineData("1|2.5|1e9|inf", ColumnType.Double)]
    [InlineData("2024-01-01|2024-01-02 10:00", ColumnType.Date)]
    [InlineData("2024-01-01|2024-02-30", ColumnType.Text)]
    [InlineData("1|true", ColumnType.Text)]
    [InlineData("01|02", ColumnType.Text)]
    public void The_type_of_a_column_is_the_narrowest_that_holds_all(string values, ColumnType type)
    {
        var counts = new TypeCounts();
        foreach (var value in values.Split('|')) counts.Add(ValueClassifier.Classify(Encoding.UTF8.GetBytes(value), out _, out _));
        Assert.Equal(type, counts.Narrowest());
    }
}
