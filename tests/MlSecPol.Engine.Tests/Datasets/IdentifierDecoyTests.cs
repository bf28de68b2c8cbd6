using System.Globalization;
using MlSecPol.Engine.Datasets.Checks;
using Xunit;

namespace MlSecPol.Engine.Tests.Datasets;

/// <summary>Columns that hold no identifiers and look as if they did.</summary>
public sealed class IdentifierDecoyTests
{
    [Theory]
    [InlineData("9999999")]
    [InlineData("99999999")]
    [InlineData("999999999")]
    [InlineData("9999999999")]
    [InlineData("99999999999")]
    [InlineData("999999999999")]
    [InlineData("9999999999999")]
    [InlineData("99999999999999")]
    [InlineData("999999999999999")]
    [InlineData("999999999999999999")]
    [InlineData("999-999-999")]
    [InlineData("999999-9999")]
    [InlineData("999 999 9999")]
    [InlineData("99-9999999")]
    [InlineData("AA999999A")]
    [InlineData("A9999999A")]
    [InlineData("A99999999")]
    [InlineData("AAA999999")]
    [InlineData("AAAAA9999A")]
    [InlineData("AA9999999")]
    [InlineData("AA99 AAA")]
    [InlineData("hhhhhhhhhhhhhhhh")]
    [InlineData("hhhhhhhh-hhhh-hhhh-hhhh-hhhhhhhhhhhh")]
    [InlineData("hhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhh")]
    [InlineData("1Z999AA99999999999")]
    [InlineData("9.9.99.999")]
    public void Random_codes_of_the_forms_of_identifiers_are_none(string form)
    {
        var random = new Random(99);
        foreach (var rows in (int[])[3, 40, 3000]) Assert.Empty(Reported("code", Enumerable.Range(0, rows).Select(_ => Draw(form, random))));
    }

    [Theory]
    [InlineData(1, 100_000_000)]
    [InlineData(1, 1_000_000_000)]
    [InlineData(10, 4_000_000_000)]
    [InlineData(1000, 10_000_000_000)]
    [InlineData(11, 10_000_000_000)]
    [InlineData(9, 123_456_780_000)]
    [InlineData(60, 1_700_000_000)]
    [InlineData(86_400_000, 1_600_000_000_000)]
    public void Running_numbers_and_timestamps_are_none(long step, long first) =>
        Assert.Empty(Reported("value", Enumerable.Range(0, 2000).Select(i => (first + (i * step)).ToString(CultureInfo.InvariantCulture))));

    // An ISBN-10 has the very check of the NHS number, but for the X; EAN-13 and UPC-A have others.
    [Theory]
    [InlineData("book", 10)]
    [InlineData("isbn", 10)]
    [InlineData("article", 13)]
    [InlineData("article", 12)]
    public void Numbers_of_books_and_goods_are_none(string name, int length)
    {
        var random = new Random(length);
        Assert.Empty(Reported(name, Enumerable.Range(0, 500).Select(_ => length == 10 ? Isbn(random) : Ean(random, length))));
    }

    [Fact]
    public void Of_many_short_random_columns_hardly_any_is_taken_for_one()
    {
        var random = new Random(404);
        var reported = 0;
        for (var i = 0; i < 600; i++)
        {
            var digits = 8 + (i % 8);
            if (Reported("code", Enumerable.Range(0, 8).Select(_ => Draw(new string('9', digits), random))).Count > 0) reported++;
        }

        Assert.InRange(reported, 0, 3);
    }

    [Theory]
    [InlineData("pl-pesel", "44051401359 49040501580 02070803628 90090515836 92071314764")]
    [InlineData("br-cpf", "11144477735 52998224725 39053344705 12345678909")]
    [InlineData("uk-nhs", "9434765919 4010232137 9876543210 1234567881")]
    [InlineData("in-aadhaar", "234123412346 499118665246 999999990019")]
    [InlineData("es-nif", "54362315K 12345678Z 00000000T")]
    public void Genuine_numbers_are_known_without_a_name(string kind, string values) =>
        Assert.Contains(Reported("code", values.Split(' ')), f => f.Rule == kind);

    private static List<Finding> Reported(string name, IEnumerable<string> values) =>
        [.. Reading.Ask<DirectIdentifiers>($"n\t{name}\n" + string.Concat(values.Select((v, i) => $"{i}\t{v}\n")), "table.tsv").Findings.Where(f => f.Severity == Severity.High)];

    private static string Draw(string form, Random random) => string.Concat(form.Select(c => c switch
    {
        '9' => (char)('0' + random.Next(10)),
        'A' => (char)('A' + random.Next(26)),
        'h' => "0123456789abcdef"[random.Next(16)],
        _ => c,
    }));

    private static string Isbn(Random random)
    {
        var body = Draw("999999999", random);
        var check = (11 - (body.Select((c, i) => (c - '0') * (10 - i)).Sum() % 11)) % 11;
        return body + (check == 10 ? "X" : check.ToString(CultureInfo.InvariantCulture));
    }

    private static string Ean(Random random, int length)
    {
        var body = Draw(new string('9', length - 1), random);
        var check = (10 - (body.Reverse().Select((c, i) => (c - '0') * (i % 2 == 0 ? 3 : 1)).Sum() % 10)) % 10;
        return body + check.ToString(CultureInfo.InvariantCulture);
    }
}
