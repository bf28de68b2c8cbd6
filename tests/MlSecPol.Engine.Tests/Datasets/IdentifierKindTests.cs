using MlSecPol.Engine.Checks;
using MlSecPol.Engine.Datasets;
using MlSecPol.Engine.Datasets.Checks;
using MlSecPol.Engine.Datasets.Identifiers;
using MlSecPol.Engine.Datasets.Identifiers.Arithmetic;
using Xunit;
using Encoding = System.Text.Encoding;

namespace MlSecPol.Engine.Tests.Datasets;

public sealed class IdentifierKindTests
{
    // Numbers that authorities, standards and encyclopaedias print as examples.
    [Theory]
    [InlineData("imei", "490154203237518", "490154203237519")]
    [InlineData("imei", "49-015420-323751-8", "49-015420-323751-7")]
    [InlineData("vin", "1M8GDM9AXKP042788", "1M8GDM9A1KP042788")]
    [InlineData("lei", "213800WAVVOPS85N2205", "213800WAVVOPS85N2206")]
    [InlineData("isin", "US0378331005", "US0378331004")]
    [InlineData("us-aba-routing", "111000025", "111000026")]
    [InlineData("us-dea", "AB1234563", "AB1234564")]
    [InlineData("us-npi", "1234567893", "1234567890")]
    [InlineData("us-mbi", "1EG4-TE5-MK73", "1SG4-TE5-MK73")]
    [InlineData("us-itin", "911-70-1234", "911-40-1234")]
    [InlineData("ca-sin", "130 692 544", "130 692 543")]
    [InlineData("br-cpf", "111.444.777-35", "111.444.777-05")]
    [InlineData("br-cnpj", "11.222.333/0001-81", "11.222.333/0001-80")]
    [InlineData("br-cnpj", "12.ABC.345/01DE-35", "12.ABC.345/01DE-36")]
    [InlineData("mx-curp", "BOXW310820HNERXN09", "BOXW310820HNERXN08")]
    [InlineData("mx-rfc", "GODE561231GR8", "GODE561231GR9")]
    [InlineData("cl-rut", "12.531.909-2", "12.531.909-3")]
    [InlineData("ar-cuit", "20-26756539-3", "20-26756539-2")]
    [InlineData("uk-nhs", "943 476 5919", "943 476 5918")]
    [InlineData("uk-nino", "AB123456C", "QQ123456C")]
    [InlineData("uk-driving-licence", "MORGA753116SM9IJ", "MORGA763116SM9IJ")]
    [InlineData("uk-vehicle-registration", "AB51 ABC", "AB40 ABC")]
    [InlineData("de-tax-id", "36574261809", "36574261808")]
    [InlineData("de-tax-id", "65929970489", "65929970488")]
    [InlineData("de-vat-id", "DE136695976", "DE136695978")]
    [InlineData("de-social-security", "15070649C103", "15070649C102")]
    [InlineData("de-health-insurance", "A000500015", "A000500016")]
    [InlineData("fr-nir", "295109912611193", "295109912611199")]
    [InlineData("fr-siren", "552008443", "552008442")]
    [InlineData("fr-siret", "73282932000074", "73282932000079")]
    [InlineData("fr-siret", "35600000049837", "35600000049836")]
    [InlineData("fr-vat", "FR40303265045", "FR84323140391")]
    [InlineData("nl-bsn", "111222333", "111252333")]
    [InlineData("be-nrn", "85.07.30-033.28", "85.07.30-033.27")]
    [InlineData("pt-nif", "501964843", "501964842")]
    [InlineData("at-svnr", "1237 010180", "2237 010180")]
    [InlineData("ch-ahv", "756.9217.0769.85", "756.9217.0769.84")]
    [InlineData("es-nif", "54362315-K", "54362315-Z")]
    [InlineData("es-nie", "X2482300W", "X2482300A")]
    [InlineData("it-fiscal-code", "RCCMNL83S18D969H", "RCCMNL83S18D969X")]
    [InlineData("it-fiscal-code", "RCCMNL83S18D96VW", "RCCMNL83S18D96AW")]
    [InlineData("it-vat", "00743110157", "00743110158")]
    [InlineData("ie-pps", "6433435F", "6433435E")]
    [InlineData("ie-pps", "6433435OA", "6433435VH")]
    [InlineData("fi-identity-code", "131052-308T", "131052-308U")]
    [InlineData("fi-identity-code", "131052A308T", "311352A308T")]
    [InlineData("se-personnummer", "880320-0016", "880320-0018")]
    [InlineData("se-organisationsnummer", "123456-7897", "123456-7891")]
    [InlineData("dk-cpr", "211062-5629", "511062-5629")]
    [InlineData("no-fodselsnummer", "15108695088", "15108695077")]
    [InlineData("is-kennitala", "450401-3150", "530401-3150")]
    [InlineData("pl-pesel", "44051401359", "44051401358")]
    [InlineData("pl-nip", "856-734-62-15", "856-734-62-16")]
    [InlineData("ru-inn", "500100732259", "500100732269")]
    [InlineData("ru-inn-company", "7707083893", "7707083894")]
    [InlineData("ru-snils", "112-233-445 95", "112-233-445 96")]
    [InlineData("ro-cnp", "1630615123457", "1630615123458")]
    [InlineData("cz-rodne-cislo", "710319/2745", "711331/2745")]
    [InlineData("ee-isikukood", "36805280109", "36805280108")]
    [InlineData("lt-asmens-kodas", "33309240064", "33309240164")]
    [InlineData("lv-personas-kods", "161175-19997", "161375-19997")]
    [InlineData("bg-egn", "7523169263", "7523169264")]
    [InlineData("gr-amka", "01013099997", "01013099999")]
    [InlineData("hu-adoszam", "12892312-2-42", "12892313-2-42")]
    [InlineData("hu-adoazonosito", "8071592153", "8071592152")]
    [InlineData("hr-oib", "33392005961", "33392005962")]
    [InlineData("si-emso", "0101006500006", "0101006500007")]
    [InlineData("tr-identity-number", "17291716060", "17291716050")]
    [InlineData("tr-identity-number", "10000000146", "10000000147")]
    [InlineData("au-abn", "83 914 571 673", "99 999 999 999")]
    [InlineData("au-acn", "004 085 616", "010 499 967")]
    [InlineData("au-tfn", "123 456 782", "999 999 999")]
    [InlineData("au-medicare", "2123 45670 1", "2123 45660 1")]
    [InlineData("in-aadhaar", "2341 2341 2346", "2341 2341 2347")]
    [InlineData("in-pan", "ACUPA7085R", "ABMPA3211G0")]
    [InlineData("in-gstin", "27AAPFU0939F1ZV", "27AAPFU0939F1ZO")]
    [InlineData("sg-nric", "S1234567D", "S1234567E")]
    [InlineData("sg-uen", "00192200M", "00192200N")]
    [InlineData("sg-uen", "197401143C", "197401143D")]
    [InlineData("sg-uen", "S16FC0121D", "S16FC0121E")]
    [InlineData("th-tnin", "1-2345-45678-78-1", "1-2345-45678-78-9")]
    [InlineData("kr-rrn", "971013-9019902", "971013-9019903")]
    [InlineData("kr-brn", "116-82-00276", "116-82-00275")]
    [InlineData("cn-ric", "360426199101010071", "360426199101010072")]
    [InlineData("cn-ric", "11010519491231002X", "110105194912310021")]
    [InlineData("jp-corporate-number", "5835678256246", "2835678256246")]
    [InlineData("jp-my-number", "123456789018", "123456789010")]
    [InlineData("tw-ubn", "00501503", "00501502")]
    [InlineData("tw-national-id", "A123456789", "A123456780")]
    [InlineData("hk-hkid", "A123456(3)", "A123456(2)")]
    [InlineData("hk-hkid", "C123456(9)", "C123456(A)")]
    [InlineData("za-id-number", "8001015009087", "8001015009088")]
    [InlineData("il-id-number", "039337423", "039337424")]
    [InlineData("mac-address", "00:1B:44:11:3A:B7", "FF:FF:FF:FF:FF:FF")]
    [InlineData("mac-address", "00-1b-44-11-3a-b7", "00-00-00-00-00-00")]
    [InlineData("mac-address", "001b.4411.3ab7", "0000.0000.0000")]
    [InlineData("bitcoin", "1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNa", "1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNb")]
    [InlineData("bitcoin", "3J98t1WpEZ73CNmQviecrnyiWrnqRhWNLy", "3J98t1WpEZ73CNmQviecrnyiWrnqRhWNLz")]
    [InlineData("bitcoin", "bc1qw508d6qejxtdg4y5r3zarvary0c5xw7kv8f3t4", "bc1qw508d6qejxtdg4y5r3zarvary0c5xw7kv8f3t5")]
    [InlineData("bitcoin", "bc1p0xlxvlhemja6c4dqv22uapctqupfhlxm9h8z3k2e72q4k9hcz7vqzk5jj0", "bc1p0xlxvlhemja6c4dqv22uapctqupfhlxm9h8z3k2e72q4k9hcz7vqh2y7hd")]
    [InlineData("ethereum", "0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed", "0x5AAeb6053F3E94C9b9A09f33669435E7Ef1BeAed")]
    [InlineData("ethereum", "0xfB6916095ca1df60bB79Ce92cE3Ea74c37c5d359", "0x0000000000000000000000000000000000000000")]
    public void Knows_published_examples_and_tells_them_from_wrong_ones(string kind, string right, string wrong)
    {
        Assert.Equal(1, Valid(kind, right));
        Assert.Equal(0, Valid(kind, wrong));
        Assert.Equal(1, Valid(kind, $"see {right}, please"));
    }

    // Without a check digit the words around decide.
    [Theory]
    [InlineData("us-passport", "passport no. 123456789", 1)]
    [InlineData("us-passport", "order no. 123456789", 0)]
    [InlineData("us-bank-account", "Bank account: 1234567890", 1)]
    [InlineData("us-driver-license", "Driver's license number A1234567", 1)]
    [InlineData("us-driver-license", "flight A1234567", 0)]
    [InlineData("de-postcode", "Postleitzahl 10115", 1)]
    [InlineData("de-postcode", "there were 10115 of them", 0)]
    [InlineData("de-tax-number", "Steuernummer 21/815/08150", 1)]
    [InlineData("de-id-card", "Personalausweis L01X00T44", 1)]
    [InlineData("birth-date", "geboren, Geburtsdatum: 12.05.1980", 1)]
    [InlineData("birth-date", "Rechnung vom 12.05.1980", 0)]
    [InlineData("kr-passport", "여권번호 M12345678", 1)]
    [InlineData("in-voter", "voter id: ABC1234567", 1)]
    [InlineData("it-passport", "passaporto AA1234567", 1)]
    [InlineData("de-vehicle-registration", "Kennzeichen B AB 1234", 1)]
    [InlineData("tr-identity-number", "Turkish ID 10000000146", 1)]
    [InlineData("kr-passport", "여권번호 M789C1234입니다", 1)]
    [InlineData("cn-ric", "身份证号360426199101010071。", 1)]
    [InlineData("pl-pesel", "numer „44051401359” i", 1)]
    [InlineData("pl-pesel", "é44051401359", 0)]
    [InlineData("us-npi", "1234-567-893", 1)]
    public void Kinds_without_a_check_need_a_word_that_announces_them(string kind, string text, int count) => Assert.Equal(count, Valid(kind, text));

    [Fact]
    public void The_declared_chance_is_the_share_of_random_texts_that_pass()
    {
        const int Samples = 100_000;
        var random = new Random(20261128);
        Span<byte> compact = stackalloc byte[TokenShape.Longest];
        foreach (var kind in IdentifierKinds.All.OfType<TokenKind>().Where(k => k.Chance < 1))
        {
            var form = kind.Forms[0].Where(c => c is '9' or 'A' or '*').ToArray();
            var passed = 0;
            for (var i = 0; i < Samples; i++)
            {
                for (var j = 0; j < form.Length; j++) compact[j] = Draw(form[j], random);
                if (!kind.IsValid(compact[..form.Length])) continue;
                passed++;
                // The quick questions that come first never lose a valid one.
                if (kind.Rule is { } rule) Assert.True(rule.Fits(DigitVector.Of(compact[..form.Length])), kind.Id);
                if (kind.HasLuhn) Assert.True(Luhn.IsValid(compact[..form.Length]), kind.Id);
            }

            var expected = kind.Chance * Samples;
            // Declared too low it would make false alarms; a little too high it only asks for more evidence.
            Assert.True(passed <= (expected * 1.1) + (4 * Math.Sqrt(expected)) + 4, $"{kind}: {passed} of {Samples} pass, declared are {expected}");
            Assert.True(kind.NeedsContext || kind.Id is "in-gstin" or "it-fiscal-code" || passed >= (expected * 0.3) - (4 * Math.Sqrt(expected)) - 4, $"{kind}: only {passed} of {Samples} pass, declared are {expected}");
        }
    }

    [Fact]
    public void Every_kind_has_a_place_a_name_of_its_own_and_words_or_a_check()
    {
        var kinds = typeof(IdentifierKind).Assembly.GetTypes().Where(t => !t.IsAbstract && t.IsSubclassOf(typeof(IdentifierKind))).ToList();
        Assert.Equal(kinds.Select(t => t.Name).Order(StringComparer.Ordinal), IdentifierKinds.All.Select(k => k.GetType().Name).Order(StringComparer.Ordinal), StringComparer.Ordinal);
        Assert.Equal(kinds.Count, IdentifierKinds.All.Select(k => k.Id).Distinct(StringComparer.Ordinal).Count());
        Assert.All(IdentifierKinds.All, k => Assert.Same(k, IdentifierKinds.Find(k.Id)));
        Assert.All(IdentifierKinds.All, k => Assert.NotEmpty(k.Words));
        Assert.All(IdentifierKinds.All.OfType<TokenKind>().SelectMany(k => k.Forms), f => Assert.InRange(f.Length, TokenScanner.Shortest, TokenShape.Longest));
        Assert.True(kinds.Count >= 120, $"{kinds.Count} kinds");
    }

    // Keccak team, test vectors of the submission: the empty text and a short one (Ethereum prints the same).
    [Theory]
    [InlineData("", "C5D2460186F7233C927E7DB2DCC703C0E500B653CA82273B7BFAD8045D85A470")]
    [InlineData("abc", "4E03657AEA45A94FC7D47BA826C8D667C0D1E6E33A64A036EC44F58FA12D6C45")]
    public void Keccak_knows_its_published_hashes(string text, string expected)
    {
        var hash = new byte[32];
        Keccak.Hash(Encoding.ASCII.GetBytes(text), hash);
        Assert.Equal(expected, Convert.ToHexString(hash));
    }

    // ISO 7064 and J. Verhoeff print these.
    [Fact]
    public void Check_digit_systems_know_their_examples()
    {
        Assert.True(Iso7064.IsMod11And10("07945"u8));
        Assert.False(Iso7064.IsMod11And10("07946"u8));
        Assert.True(Iso7064.IsMod11And2("079X"u8));
        Assert.False(Iso7064.IsMod11And2("0791"u8));
        Assert.True(Verhoeff.IsValid("2363"u8));
        Assert.True(Verhoeff.IsValid("123451"u8));
        Assert.False(Verhoeff.IsValid("2364"u8));
    }

    [Fact]
    public void Locales_leave_out_what_other_countries_issue()
    {
        var settings = new DatasetSettings { Identifiers = new() { Locales = ["PL"] } };
        Assert.Equal(1, Valid("pl-pesel", "44051401359", settings: settings));
        Assert.Equal(0, Valid("br-cpf", "111.444.777-35", settings: settings));
        Assert.Equal(1, Valid("imei", "490154203237518", settings: settings));
    }

    [Fact]
    public void A_country_or_kind_that_nobody_knows_is_a_wrong_setting()
    {
        foreach (var wrong in (IdentifierSettings[])[new() { Locales = ["UK"] }, new() { AdditionalKinds = ["e-mail"] }])
            Assert.Equal("MlSecPol.Settings.WrongValue", Assert.Throws<UsageException>(() => Reading.Of("a,b\n1,2\n", settings: new() { Identifiers = wrong })).ErrorId);
    }

    [Fact]
    public void Addresses_of_pages_and_dates_are_looked_for_on_request()
    {
        var settings = new DatasetSettings { Identifiers = new() { AdditionalKinds = ["url", "date-time"] } };
        Assert.Equal(0, Valid("url", "see https://example.org/a?b=c."));
        Assert.Equal(1, Valid("url", "see https://example.org/a?b=c.", settings: settings));
        Assert.Equal(1, Valid("date-time", "on 2024-02-29", settings: settings));
        Assert.Equal(0, Valid("date-time", "on 2023-02-29", settings: settings));
    }

    [Fact]
    public void States_of_parts_merge_into_the_state_of_the_whole()
    {
        var random = new Random(7);
        string[] values = [.. Enumerable.Range(0, 900).Select(i => (i % 7) switch
        {
            0 => "44051401359", 1 => $"+1 202-456-{random.Next(1000, 9999)}", 2 => "ana@example.org", 3 => $"{random.NextInt64(10_000_000_000, 99_999_999_999)}",
            4 => "4111 1111 1111 1111", 5 => "no identifier", _ => $"user{i}@example.com",
        })];
        var settings = new DatasetSettings { PhoneVerifications = 40 };
        var whole = Read(values, 0, values.Length);
        foreach (var parts in (int[])[1, 2, 7, 64])
        {
            var merged = new ColumnIdentifiers("contact", settings);
            for (var part = 0; part < parts; part++)
            {
                var (from, to) = (values.Length * part / parts, values.Length * (part + 1) / parts);
                merged.Merge(Read(values, from, to), from);
            }

            Assert.Equivalent(whole.ToFacts(), merged.ToFacts(), strict: true);
        }

        ColumnIdentifiers Read(string[] all, int from, int to)
        {
            var column = new ColumnIdentifiers("contact", settings);
            var scanner = new IdentifierScanner(settings);
            for (var i = from; i < to; i++) scanner.Scan(Encoding.UTF8.GetBytes(all[i]), column, i - from + 1, i * 100L);
            return column;
        }
    }

    [Theory]
    [InlineData("pesel", "44051401359 49040501580 02070803628", "pl-pesel")]
    [InlineData("cpf", "111.444.777-35 529.982.247-25 390.533.447-05", "br-cpf")]
    [InlineData("codice_fiscale", "RCCMNL83S18D969H RSSMRA85T10A562S", "it-fiscal-code")]
    [InlineData("nino", "AB123456C JG103759A", "uk-nino")]
    [InlineData("steuer_id", "36574261809 65929970489", "de-tax-id")]
    [InlineData("bsn", "111222333 123456782", "nl-bsn")]
    [InlineData("mac", "00:1b:44:11:3a:b7 3c:5a:b4:00:11:22", "mac-address")]
    [InlineData("passport_number", "123456789 987654321", "us-passport")]
    public void A_column_that_is_named_for_a_kind_and_holds_it_fails(string name, string values, string kind)
    {
        var verdict = Reading.Ask<DirectIdentifiers>($"n\t{name}\n" + string.Concat(values.Split(' ').Select((v, i) => $"{i}\t{v}\n")), "table.tsv");
        Assert.Equal(CheckStatus.Fail, verdict.Status);
        Assert.Contains(verdict.Findings, f => f.Severity == Severity.High && f.Rule == kind && f.Column == name);
    }

    [Theory]
    [InlineData("field", "first_name", "Maria James Anna Peter Ute Wojciech")]
    [InlineData("field", "surname", "García Müller Nowak Smith Rossi Silva")]
    [InlineData("field", "姓名", "王小明 李娜 张伟 陈静")]
    public void Names_are_found_by_list_and_column_name_and_are_less_sure(string other, string name, string values)
    {
        var finding = Assert.Single(Reading.Ask<DirectIdentifiers>($"{other}\t{name}\n" + string.Concat(values.Split(' ').Select((v, i) => $"{i}\t{v}\n")), "table.tsv").Findings);
        Assert.Equal(("person-name", Severity.High), (finding.Rule, finding.Severity));
        Assert.InRange(finding.Confidence!.Value, 0.5, 0.7);
    }

    [Fact]
    public void Addresses_are_found_by_words_for_streets_and_column_name()
    {
        var finding = Assert.Single(Reading.Ask<DirectIdentifiers>("n\tstreet_address\n1\tHauptstraße 5\n2\t12 High Street\n3\tCalle Mayor 3\n4\tRue de la Paix 7\n", "table.tsv").Findings);
        Assert.Equal(("postal-address", "H********** *"), (finding.Rule, finding.Evidence!.Split(',')[0]));
    }

    [Theory]
    [InlineData("name", "Bolt Washer Nut Screw Bracket Hinge Flange")]
    [InlineData("address", "0x7ffe 0x8000 0x9000 0xa000")]
    public void Things_that_are_called_names_and_addresses_are_none(string name, string values) =>
        Assert.Equal(CheckStatus.Pass, Reading.Ask<DirectIdentifiers>($"n\t{name}\n" + string.Concat(values.Split(' ').Select((v, i) => $"{i}\t{v}\n")), "table.tsv").Status);

    private static byte Draw(char c, Random random) => c switch
    {
        '9' => (byte)('0' + random.Next(10)),
        'A' => (byte)('A' + random.Next(26)),
        _ => random.Next(36) is var value && value < 10 ? (byte)('0' + value) : (byte)('A' + value - 10),
    };

    private static long Valid(string kind, string text, string column = "field", DatasetSettings? settings = null)
    {
        var identifiers = new ColumnIdentifiers(column, settings ?? new());
        new IdentifierScanner(settings ?? new()).Scan(Encoding.UTF8.GetBytes(text), identifiers, 1, 0);
        return identifiers.ToFacts().Where(f => f.Kind.Id == kind).Sum(f => f.Valid);
    }
}
