using System.Globalization;
using System.Text;
using MlSecPol.Engine.Checks;
using MlSecPol.Engine.Datasets;
using MlSecPol.Engine.Datasets.Checks;
using MlSecPol.Engine.Datasets.Identifiers;
using Xunit;
using Encoding = System.Text.Encoding;

namespace MlSecPol.Engine.Tests.Datasets;

public sealed class IdentifierTests
{
    // The example of H. P. Luhn's check digit that is printed everywhere, and numbers that card networks publish for testing.
    [Theory]
    [InlineData("79927398713", true)]
    [InlineData("79927398710", false)]
    [InlineData("4012888888881881", true)]
    [InlineData("378282246310005", true)]
    [InlineData("6011000990139424", true)]
    [InlineData("3530111333300000", true)]
    [InlineData("5105105105105101", false)]
    public void Luhn_knows_the_published_examples(string digits, bool isValid) => Assert.Equal(isValid, Luhn.IsValid(Bytes(digits)));

    // Examples of the SWIFT registry; the last ones with a changed digit, swapped digits, and check digits that leave the right remainder but are never assigned.
    [Theory]
    [InlineData("AD1200012030200359100100", true)]
    [InlineData("BE68539007547034", true)]
    [InlineData("FR1420041010050500013M02606", true)]
    [InlineData("MT84MALT011000012345MTLCAST001S", true)]
    [InlineData("NO9386011117947", true)]
    [InlineData("SA0380000000608010167519", true)]
    [InlineData("GB82WEST12345698765431", false)]
    [InlineData("GB28WEST12345698765432", false)]
    public void Iban_knows_the_examples_of_the_registry(string number, bool isValid)
    {
        Assert.Equal(number.Length, Iban.LengthFor((byte)number[0], (byte)number[1]));
        Assert.Equal(isValid, Iban.IsValid(Bytes(number)));
    }

    [Theory]
    [InlineData("001010001", true)]
    [InlineData("899999999", true)]
    [InlineData("000121234", false)]
    [InlineData("666121234", false)]
    [InlineData("900121234", false)]
    [InlineData("123001234", false)]
    [InlineData("123120000", false)]
    [InlineData("078051120", false)]
    [InlineData("219099999", false)]
    [InlineData("111111111", false)]
    public void Social_security_numbers_follow_the_rules_of_the_SSA(string digits, bool isValid) => Assert.Equal(isValid, SocialSecurityNumber.IsValid(Bytes(digits)));

    [Theory]
    [InlineData("simple@example.com", "simple@example.com")]
    [InlineData("write to very.common@example.co.uk.", "very.common@example.co.uk")]
    [InlineData("<user+tag@sub.example.org>", "user+tag@sub.example.org")]
    [InlineData("('x-1@strange-example.com')", "x-1@strange-example.com")]
    [InlineData("josé@exämple.de", "josé@exämple.de")]
    [InlineData("a@b.co", "a@b.co")]
    [InlineData("abc.example.com", null)]
    [InlineData("a@b@c.example.com", "b@c.example.com")]
    [InlineData("i.like.trailing.@example.com", null)]
    [InlineData("two..dots@example.com", null)]
    [InlineData("local@host", null)]
    [InlineData("user@192.168.2.1", null)]
    [InlineData("logo@2x.png", null)]
    [InlineData("user@-example.com", null)]
    [InlineData("postgres://app:secret@db.example.com/x", null)]
    [InlineData("https://ana@example.com/", null)]
    [InlineData("https://example.com/@ana.blog", null)]
    [InlineData("git@code.example.com:group/project.git", null)]
    [InlineData("see https://example.com/ or ana@example.com", "ana@example.com")]
    [InlineData("https://example.com/?to=ana@example.com", "ana@example.com")]
    [InlineData("ana@example.com:hunter2", "ana@example.com")]
    [InlineData("ana@example.com: yes/no", "ana@example.com")]
    [InlineData("mailto:ana@example.com?subject=x", "ana@example.com")]
    [InlineData("12345678901234567890123456789012345678901234567890123456789012345@example.com", null)]
    public void Finds_addresses_by_the_rules_of_RFC_5321(string text, string? expected)
    {
        var bytes = Bytes(text);
        string? found = null;
        for (var at = Array.IndexOf(bytes, (byte)'@'); at >= 0 && found is null; at = Array.IndexOf(bytes, (byte)'@', at + 1))
        {
            if (EmailAddress.Find(bytes, at) is var (start, end)) found = Encoding.UTF8.GetString(bytes[start..end]);
        }

        Assert.Equal(expected, found);
    }

    // RFC 4291, 2.2 and RFC 5952, and things with colons that are none.
    [Theory]
    [InlineData("2001:db8:0:0:8:800:200C:417A", 1)]
    [InlineData("2001:DB8::8:800:200C:417A", 1)]
    [InlineData("FF01::101", 1)]
    [InlineData("0:0:0:0:0:FFFF:129.144.52.38", 1)]
    [InlineData("from [2001:db8::1]: refused", 1)]
    [InlineData("see 2001:db8::1.", 1)]
    [InlineData("12:34:56", 0)]
    [InlineData("00:1B:44:11:3A:B7", 0)]
    [InlineData("2001:db8::1::2", 0)]
    [InlineData("1:2:3:4:5:6:7:8:9", 0)]
    [InlineData("std::vector<int>", 0)]
    [InlineData("x2001:db8::1", 0)]
    [InlineData("addr:2001:db8::1", 1)]
    [InlineData("[2001:db8::1]:443", 1)]
    [InlineData("2001:db8::/32", 1)]
    [InlineData("fe80::1%eth0", 1)]
    [InlineData("2024-05-12T10:11:12+02:00", 0)]
    [InlineData("3d:f2:c9:a6:b3:4f:3d:f2:c9:a6:b3:4f:3d:f2:c9:a6", 0)]
    public void Finds_addresses_of_version_6(string text, int count) => Assert.Equal(count, Valid(text, "ipv6"));

    // Code, slices and interface identifiers have the form of addresses, but not the prefixes that IANA has given out.
    [Theory]
    [InlineData("a::b c3::add dead::beef cafe::face", CheckStatus.Pass)]
    [InlineData("1::20 0::100 9:4::7 12::30", CheckStatus.Pass)]
    [InlineData("00:1b:44:11:3a:b7:00:01 20:01:0d:b8:00:00:00:01", CheckStatus.Pass)]
    [InlineData("2001:db8::1 2A02:26F0::5 fe80::1", CheckStatus.Fail)]
    [InlineData("fd12:3456::a ff02::1:2 ::ffff:192.0.2.1 64:ff9b::c000:201", CheckStatus.Fail)]
    public void A_column_of_version_6_has_prefixes_that_are_in_use(string values, CheckStatus status) => Assert.Equal(status, Column("field", values.Split(' ')));

    [Theory]
    [InlineData("ip:192.0.2.1", "ipv4")]
    [InlineData("10:11:12 192.0.2.1 GET", "ipv4")]
    [InlineData("card:4111111111111111", "payment-card")]
    [InlineData("ssn:536-90-4399", "us-ssn")]
    [InlineData("tel:+12024561111", "phone")]
    [InlineData("IBAN:DE89370400440532013000", "iban")]
    [InlineData("mail:ana@example.org", "email")]
    public void A_label_in_front_hides_nothing(string text, string kind) => Assert.Equal(1, Valid(text, kind));

    // ISO 13616 writes capitals and groups of four; files do not always.
    [Theory]
    [InlineData("DE89 3704 0044 0532 0130 00", 1)]
    [InlineData("de89370400440532013000", 1)]
    [InlineData("gb82 west 1234 5698 7654 32", 1)]
    [InlineData("Fr14-2004-1010-0505-0001-3m02-606", 1)]
    [InlineData("xde89370400440532013000", 0)]
    [InlineData("de893704004405320130001", 0)]
    [InlineData("de89 37 04 0044 0532 0130 00", 0)]
    [InlineData("de88370400440532013000", 0)]
    public void Finds_account_numbers_however_they_are_written(string text, int count) => Assert.Equal(count, Valid(text, "iban"));

    [Theory]
    [InlineData("192.0.2.1", 1)]
    [InlineData("from 198.51.100.7, port 80", 1)]
    [InlineData("http://203.0.113.9:8080/x", 1)]
    [InlineData("256.1.1.1", 0)]
    [InlineData("192.0.2.01", 0)]
    [InlineData("1.2.3.4.5", 0)]
    [InlineData("v1.2.3.4", 0)]
    [InlineData("version 1.2.3.4", 0)]
    [InlineData("1.2.3", 0)]
    [InlineData("1.2.3.4x", 0)]
    public void Finds_addresses_of_version_4(string text, int count) => Assert.Equal(count, Valid(text, "ipv4"));

    [Theory]
    [InlineData("4111111111111111", 1)]
    [InlineData("pay with 4111 1111 1111 1111 today", 1)]
    [InlineData("4111-1111-1111-1111", 1)]
    [InlineData("3782 822463 10005", 1)]
    [InlineData("2 4111 1111 1111 1111", 1)]
    [InlineData("4111111111111111.0", 1)]
    [InlineData("4111111111111111/123", 1)]
    [InlineData("4111111111111111.5", 0)]
    [InlineData("4111111111111112", 0)]
    [InlineData("0.4111111111111111", 0)]
    [InlineData("x4111111111111111", 0)]
    [InlineData("41111111111111111111", 0)]
    [InlineData("4111-1111-1111-1111-1111", 0)]
    [InlineData("9111111111111111", 0)]
    public void Finds_card_numbers_as_whole_tokens(string text, int count) => Assert.Equal(count, Valid(text, "payment-card"));

    [Theory]
    [InlineData("536-90-4399", 1)]
    [InlineData("ssn 536 90 4399.", 1)]
    [InlineData("536-90-43990", 0)]
    [InlineData("1-536-90-4399", 0)]
    [InlineData("2024-05-12", 0)]
    [InlineData("536904399", 0)]
    public void Finds_social_security_numbers_by_their_groups(string text, int count) => Assert.Equal(count, Valid(text, "us-ssn"));

    // Numbers that regulators set aside for fiction or publish as their own.
    [Theory]
    [InlineData("+1 202-456-1111", 1)]
    [InlineData("(202) 456-1111", 1)]
    [InlineData("call 020 7219 3000 now", 1)]
    [InlineData("+49 30 22732152", 1)]
    [InlineData("2024-05-12 10:11:12", 0)]
    [InlineData("+1 000-000-0000", 0)]
    [InlineData("2024561111", 0)]
    [InlineData("-122.4194155", 0)]
    [InlineData("47.376887 8.541694", 0)]
    [InlineData("202-456-1111x23", 1)]
    [InlineData("06.12.34.56.78", 1)]
    [InlineData("030/22732152", 1)]
    [InlineData("02139-4307", 0)]
    [InlineData("0-306-40615-2", 0)]
    [InlineData("0-8044-2957-X", 0)]
    [InlineData("05/12/2024 101112", 0)]
    [InlineData("01-02-2024 1011", 0)]
    [InlineData("0 12345 67890 5", 0)]
    [InlineData("012.345.678", 0)]
    public void Finds_telephone_numbers_that_the_numbering_plans_know(string text, int count) => Assert.Equal(count, Valid(text, "phone"));

    [Theory]
    [InlineData("00000-0000")]
    [InlineData("000-0000000")]
    [InlineData("0000-0000-0000")]
    [InlineData("00-0000000")]
    [InlineData("000000 000000")]
    [InlineData("000-000-0000")]
    [InlineData("00000-0000-00")]
    public void Numbers_of_other_kinds_that_look_national_now_and_then_are_no_telephone_numbers(string form)
    {
        var random = new Random(164);
        Assert.Equal(CheckStatus.Pass, Column("reference", [.. Enumerable.Range(0, 400).Select(_ => string.Concat(form.Select(c => c == '0' ? (char)('0' + random.Next(10)) : c)))]));
    }

    [Fact]
    public void A_long_column_of_telephone_numbers_with_some_others_is_one()
    {
        var random = new Random(165);
        var values = Enumerable.Range(0, 5000).Select(i => string.Create(CultureInfo.InvariantCulture, $"{(i % 20 == 0 ? 7 : 0)}30-{random.Next(20_000_000, 29_999_999)}"));
        Assert.Equal(CheckStatus.Fail, Column("contact", [.. values]));
    }

    [Fact]
    public void A_column_name_opens_numbers_without_grouping()
    {
        var facts = Reading.Of("id,phone,ssn\n1,2024561111,536904399\n2,2024561414,457555462\n");
        Assert.Equal(2, facts.Columns[1].Identifiers.Single(i => i.Kind == IdentifierKinds.Phone).Valid);
        Assert.Equal(2, facts.Columns[2].Identifiers.Single(i => i.Kind == IdentifierKinds.UsSsn).Valid);
    }

    [Fact]
    public void Hexadecimal_and_serial_columns_that_pass_Luhn_by_chance_are_no_cards()
    {
        var random = new Random(7812);
        var text = new StringBuilder("device,order_number,code\n");
        for (var i = 0; i < 5000; i++)
            text.Append(random.NextInt64().ToString("x16", CultureInfo.InvariantCulture)).Append(",4").Append(random.NextInt64(100_000_000_000_000, 999_999_999_999_999)).Append(",4").Append(random.NextInt64(100_000_000_000_000, 999_999_999_999_999)).Append('\n');
        var facts = Reading.Of(text.ToString());
        Assert.InRange(facts.Columns[2].Identifiers.Single(i => i.Kind == IdentifierKinds.PaymentCard).Valid, 400, 600);
        var verdict = Reading.Ask<DirectIdentifiers>(facts);
        Assert.Equal(CheckStatus.Pass, verdict.Status);
    }

    [Fact]
    public void A_few_true_cards_among_serial_numbers_rise_above_chance()
    {
        var random = new Random(13616);
        var text = new StringBuilder("code,n\n");
        for (var i = 0; i < 2000; i++)
        {
            var body = "4" + random.NextInt64(10_000_000_000_000, 99_999_999_999_999).ToString(CultureInfo.InvariantCulture);
            var number = Enumerable.Range(0, 10).Select(d => body + d.ToString(CultureInfo.InvariantCulture)).First(n => Luhn.IsValid(Bytes(n)));
            // Two in three are genuine.
            text.Append(i % 3 > 0 ? number : body + ((number[15] - '0' + 1) % 10).ToString(CultureInfo.InvariantCulture)).Append(',').Append(i).Append('\n');
        }

        var finding = Assert.Single(Reading.Ask<DirectIdentifiers>(text.ToString()).Findings);
        Assert.Equal(("payment-card", Severity.High, 1333L), (finding.Rule, finding.Severity, finding.Count));
        Assert.InRange(finding.Confidence!.Value, 0.8, 1);
    }

    [Fact]
    public void The_same_card_repeated_is_no_more_evidence_than_once()
    {
        var verdict = Reading.Ask<DirectIdentifiers>("customer,n\n" + string.Concat(Enumerable.Range(0, 50).Select(i => $"4111111111111111,{i}\n")));
        Assert.Equal(CheckStatus.Pass, verdict.Status);
        Assert.Equal(Severity.Info, Assert.Single(verdict.Findings).Severity);
    }

    [Fact]
    public void Version_numbers_are_no_addresses()
    {
        var text = "component,v\n" + string.Concat(Enumerable.Range(1, 40).Select(i => $"c{i},1.{i % 7}.{i % 12}.{i}\n"));
        Assert.Equal(CheckStatus.Pass, Reading.Ask<DirectIdentifiers>(text).Status);
    }

    [Fact]
    public void Samples_are_masked()
    {
        var verdict = Reading.Ask<DirectIdentifiers>("a,b,c,d\nana.example@example.org,4111111111111111,GB82 WEST 1234 5698 7654 32,536-90-4399\nbo@example.com,5555555555554444,DE89370400440532013000,457-55-5462\n");
        var shown = string.Join('\n', verdict.Findings.Select(f => f.Message + f.Evidence));
        Assert.Equal(4, verdict.Findings.Count);
        Assert.Contains("a***@e***.org", shown, StringComparison.Ordinal);
        foreach (var secret in (string[])["ana.example", "411111", "WEST", "536-90", "555555", "37040044"]) Assert.DoesNotContain(secret, shown, StringComparison.Ordinal);
    }

    [Fact]
    public void Telephone_numbers_beyond_the_limit_are_counted_and_said_to_be_unverified()
    {
        var settings = new DatasetSettings { PhoneVerifications = 10 };
        var facts = Reading.Of("phone,n\n" + string.Concat(Enumerable.Range(0, 100).Select(i => $"+1 202-456-11{i:00},{i}\n")), settings: settings);
        var phones = facts.Columns[0].Identifiers.Single();
        Assert.Equal((100L, 10L, 10L), (phones.Candidates, phones.Verified, phones.Valid));
        Assert.Contains("of 100 candidates the first 10 were verified", Assert.Single(Reading.Ask<DirectIdentifiers>(facts, settings).Findings, f => f.Rule == "phone").Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Different_texts_are_counted_within_three_standard_errors()
    {
        foreach (var count in (int[])[1, 2, 50, 1000, 10_000])
        {
            var counter = new LinearCounter();
            for (var i = 0; i < count * 3; i++) counter.Add(Bytes((i % count).ToString(CultureInfo.InvariantCulture)));
            Assert.InRange(counter.Estimate(), (long)(count * 0.94), (long)Math.Ceiling(count * 1.06));
        }
    }

    [Fact]
    public void A_region_without_a_numbering_plan_is_a_wrong_setting()
    {
        var settings = new DatasetSettings { PhoneRegions = ["US", "XX"] };
        var error = Assert.Throws<UsageException>(() => Reading.Of("phone\n2024561111\n", settings: settings));
        Assert.Equal("MlSecPol.Settings.WrongValue", error.ErrorId);
    }

    [Theory]
    [InlineData(1, 1, 0.1)]
    [InlineData(2, 2, 0.1)]
    [InlineData(3, 10, 0.1)]
    [InlineData(30, 100, 0.1)]
    [InlineData(5, 20, 0.01)]
    public void The_chance_bound_is_never_below_the_exact_binomial_tail(int valid, int candidates, double chance)
    {
        var exact = Enumerable.Range(valid, candidates - valid + 1).Sum(k => Choose(candidates, k) * Math.Pow(chance, k) * Math.Pow(1 - chance, candidates - k));
        var bound = IdentifierJudge.ChanceOf(valid, candidates, chance);
        Assert.InRange(bound, exact * (1 - 1e-9), 1);
        if (valid == candidates) Assert.Equal(exact, bound, 12);
    }

    private static double Choose(int n, int k) => Enumerable.Range(1, k).Aggregate(1.0, (product, i) => product * (n - k + i) / i);

    /// <summary>Valid ones of a kind in a text that fills a cell of a column whose name says nothing.</summary>
    private static long Valid(string text, string kind)
    {
        var column = new ColumnIdentifiers("field", new());
        new IdentifierScanner(new()).Scan(Bytes(text), column, 1, 0);
        return column.ToFacts().Where(f => f.Kind.Id == kind).Sum(f => f.Valid);
    }

    private static CheckStatus Column(string name, IReadOnlyList<string> values) =>
        Reading.Ask<DirectIdentifiers>($"n\t{name}\n" + string.Concat(values.Select((value, i) => $"{i}\t{value}\n")), "table.tsv").Status;

    private static byte[] Bytes(string text) => Encoding.UTF8.GetBytes(text);
}
