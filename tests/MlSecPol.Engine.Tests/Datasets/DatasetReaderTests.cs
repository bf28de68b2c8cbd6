using System.Globalization;
using MlSecPol.Engine.Artifacts;
using MlSecPol.Engine.Checks;
using MlSecPol.Engine.Datasets;
using MlSecPol.Engine.Datasets.Checks;
using Xunit;
using Encoding = System.Text.Encoding;
using StringBuilder = System.Text.StringBuilder;

namespace MlSecPol.Engine.Tests.Datasets;

public sealed class DatasetReaderTests
{
    [Theory]
    [InlineData("a,b\n1,2\n", ',')]
    [InlineData("a;b\n1,5;2,5\n3,5;4,5\n", ';')]
    [InlineData("a\tb\n1,5\t2\n", '\t')]
    [InlineData("a|b\n1|2\n", '|')]
    [InlineData("name,skills\nBob,\"a;b\"\nEve,\"c;d;e\"\n", ',')]
    [InlineData("word\nfirst\nsecond\n", ',')]
    public void The_delimiter_is_the_one_that_splits_most_evenly(string text, char delimiter) => Assert.Equal(delimiter, Reading.Of(text).Delimiter);

    [Fact]
    public void A_delimiter_in_settings_is_not_guessed() => Assert.Equal(2, Reading.Of("a:b;c\n1:2;3\n", settings: new() { Delimiter = Delimiter.Colon }).Columns.Count);

    [Theory]
    [InlineData("id,name\n1,a\n", true)]
    [InlineData("year,2019,2020\nx,1,2\n", false)]
    [InlineData("country,capital,2020\nx,1,2\n", true)]
    [InlineData("1.5,2.5\n3.5,4.5\n", false)]
    [InlineData("x,-1\ny,2\n", false)]
    [InlineData("ana@example.org,b\nbo@example.org,c\n", false)]
    public void A_first_record_that_looks_like_data_is_no_header(string text, bool hasHeader)
    {
        var facts = Reading.Of(text);
        Assert.Equal(hasHeader, facts.HasHeader);
        Assert.Equal(hasHeader ? 1 : 2, facts.Rows);
    }

    [Fact]
    public void An_identifier_in_the_first_row_of_a_file_without_header_is_found()
    {
        var verdict = Reading.Ask<DirectIdentifiers>("ana@example.org,x\nbo@example.org,y\n");
        Assert.Equal(("column 1", 1L, 2L), (verdict.Findings[0].Column, verdict.Findings[0].Row, verdict.Findings[0].Count));
    }

    [Fact]
    public void Cells_beyond_the_header_are_looked_at_too()
    {
        var verdict = Reading.Ask<DirectIdentifiers>("a,b\n1,2\n3,4,ana@example.org\n");
        Assert.Equal("column 3", Assert.Single(verdict.Findings).Column);
    }

    [Fact]
    public void Rows_that_differ_only_in_quoting_are_duplicates_and_others_are_not()
    {
        Assert.Equal(2, Reading.Of("a,b\nx,\"y\"\nx,y\n\"x\",y\n").Duplicates.Rows);
        Assert.Equal(0, Reading.Of("a,b\n\"x,y\",z\nx,\"y,z\"\n\"\"\"x\",y\n\"x\"\"\",y\n").Duplicates.Rows);
        Assert.Equal(1, Reading.Of("a,b\n\"l\n1\",z\nq,r\n\"l\n1\",\"z\"\n").Duplicates.Rows);
    }

    [Fact]
    public void Duplicates_beyond_the_memory_limit_are_counted_exactly_on_disk()
    {
        var random = new Random(128);
        var rows = Enumerable.Range(0, 20_000).Select(_ => random.Next(12_000).ToString(CultureInfo.InvariantCulture) + ",x").ToList();
        var seen = new HashSet<string>(StringComparer.Ordinal);
        var repeats = rows.Select((row, i) => (IsRepeat: !seen.Add(row), Row: i + 1L)).Where(r => r.IsRepeat).Select(r => r.Row).ToList();
        foreach (var inMemory in (int[])[1000, 1_000_000])
        {
            var facts = Reading.Of("n,k\n" + string.Join('\n', rows), settings: new() { Limits = new() { DuplicateRowsInMemory = inMemory } });
            Assert.Equal((repeats.Count, null), (facts.Duplicates.Rows, facts.Duplicates.Gap));
            Assert.Equal(repeats.Take(5), facts.Duplicates.FirstRows);
        }
    }

    [Theory]
    [InlineData(40)]
    [InlineData(300)]
    [InlineData(5000)]
    public void Rows_that_repeat_free_their_memory_and_are_counted_once(int inMemory)
    {
        var rows = Enumerable.Range(0, 50_000).Select(i => (i % 40).ToString(CultureInfo.InvariantCulture));
        var facts = Reading.Of("n\n" + string.Join('\n', rows), settings: new() { Limits = new() { DuplicateRowsInMemory = inMemory } });
        Assert.Equal((50_000 - 40, null), (facts.Duplicates.Rows, facts.Duplicates.Gap));
        Assert.Equal([41, 42, 43, 44, 45], facts.Duplicates.FirstRows);
    }

    [Fact]
    public void A_missing_value_may_have_a_long_name()
    {
        var column = Reading.Of("n,v\n1,not available\n2,x\n", settings: new() { NullTokens = ["not available"] }).Columns[1];
        Assert.Equal((1, 1), (column.Missing, column.Values));
    }

    [Fact]
    public void Rows_beyond_every_partition_are_an_error_not_a_pass()
    {
        var text = "n\n" + string.Join('\n', Enumerable.Range(0, 4000).Select(i => $"r{i}"));
        var facts = Reading.Of(text, settings: new() { Limits = new() { DuplicateRowsInMemory = 4 } });
        var verdict = Reading.Ask<Duplicates>(facts);
        Assert.Equal(CheckStatus.Error, verdict.Status);
        Assert.Contains("duplicateRowsInMemory", verdict.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void A_line_of_ten_gigabytes_ends_in_an_error_after_little_more_than_the_limit()
    {
        using var source = new EndlessLine();
        var facts = DatasetReader.Read(source, "t.csv", new(), TestContext.Current.CancellationToken);
        Assert.Contains("maximumRecordBytes", facts.Gap!.Reason, StringComparison.Ordinal);
        Assert.InRange(source.BytesRead, 1, 40L * 1024 * 1024);
        var verdict = Reading.Ask<FormulaInjection>(facts);
        Assert.Equal(CheckStatus.Error, verdict.Status);
    }

    [Fact]
    public void A_cell_over_its_limit_is_named()
    {
        var facts = Reading.Of("a,b\n1,2\n3," + new string('x', 2000) + "\n5,6\n", settings: new() { Limits = new() { MaximumCellBytes = 1000 } });
        Assert.Contains("maximumCellBytes", facts.Gap!.Reason, StringComparison.Ordinal);
        Assert.Equal((2L, 10L), (facts.Gap.Row, facts.Gap.Offset));
    }

    [Fact]
    public void What_was_found_before_a_break_stays_and_the_message_says_what_was_not_read()
    {
        var verdict = Reading.Ask<FormulaInjection>("a,b\n1,=A1\n2,\"open\n3,4\n5,6\n");
        Assert.Equal(CheckStatus.Fail, verdict.Status);
        Assert.Contains("never closed", verdict.Message, StringComparison.Ordinal);
        Assert.Equal(CheckStatus.Error, Reading.Ask<FormulaInjection>("a,b\n1,2\n2,\"open\n3,4\n").Status);
    }

    [Theory]
    [InlineData("", "t.csv")]
    [InlineData(" \n\n", "t.csv")]
    [InlineData("a,b\n", "t.csv")]
    public void Without_rows_nothing_passes(string text, string path)
    {
        var facts = Reading.Of(text, path);
        Assert.Equal(CheckStatus.NotAssessed, Reading.Ask<DirectIdentifiers>(facts).Status);
        Assert.Equal(CheckStatus.NotAssessed, Reading.Ask<Duplicates>(facts).Status);
    }

    [Theory]
    [InlineData("", "There are no rows: the file holds no bytes.")]
    [InlineData(" \n\n", "There are no rows: the file holds nothing but white space.")]
    [InlineData("a,b\n", "There are no rows.")]
    public void Says_why_there_are_no_rows(string text, string reason) => Assert.Equal(reason, Reading.Ask<Duplicates>(text).Reason);

    public static TheoryData<string> Texts =>
    [
        "a,b\n1,2\n2,3\n",
        "a,a,\n=1,x,ana@example.org\n2,3\n=1,x,ana@example.org\n",
        "a,b\n1,\u00AD\u200B\n2,\"open\n",
        "a\n1\n",
        "email,phone\nNA,-\n,2024561111\n",
        "1.5,2.5\n3.5,4.5\n",
        "",
        "PK\u0003\u0004",
        "{\"a\":1}\n{\"a\":1,\"a\":2}\n[]\n",
    ];

    [Theory]
    [MemberData(nameof(Texts))]
    public void Every_answer_is_a_sentence_in_the_right_number(string text)
    {
        var facts = Reading.Of(text);
        foreach (var type in typeof(DatasetCheck).Assembly.GetTypes().Where(t => !t.IsAbstract && t.IsSubclassOf(typeof(DatasetCheck))))
        {
            var verdict = ((DatasetCheck)Activator.CreateInstance(type)!).Evaluate(facts, SettingsSnapshot.Default);
            Assert.Matches(@"^[\dA-Z].*[^.]\.$", verdict.Message);
            foreach (var said in verdict.Findings.Select(f => f.Message).Prepend(verdict.Message))
                Assert.DoesNotMatch(@"\b1 (rows|columns|cells|values|candidates|ways|records|flaws|names|bytes|characters)\b", said);
        }
    }

    [Fact]
    public void Content_that_nothing_recognises_is_said_to_be_so()
    {
        var reason = Reading.Ask<Duplicates>(Reading.Of([.. Enumerable.Range(0, 400).Select(i => (byte)(i * 37 % 251))])).Reason;
        Assert.Equal("The content is of no recognised format and is not read as a dataset.", reason);
    }

    [Theory]
    [InlineData("SQLite format 3\0", "SQLite database")]
    [InlineData("Obj\u0001", "Apache Avro")]
    [InlineData("FEA1", "Feather (version 1)")]
    [InlineData("<stata_dta>", "Stata data file")]
    [InlineData("\u0005\0\0\0\0\0\0\0\u00EA\u00B2\u0004\u003E", "TFRecord")]
    public void Another_format_is_named_and_not_assessed(string start, string name)
    {
        var facts = Reading.Of([.. Encoding.Latin1.GetBytes(start), .. new byte[100]]);
        Assert.Equal((DatasetFormat.Other, name), (facts.Format, facts.FormatName));
        Assert.Contains(name, Reading.Ask<Duplicates>(facts).Reason, StringComparison.Ordinal);
        Assert.Equal(CheckStatus.NotAssessed, Reading.Ask<Duplicates>(facts).Status);
        Assert.Equal(CheckStatus.Fail, Reading.Ask<MagicMismatch>(facts).Status);
    }

    [Theory]
    [InlineData("=1+1", 1, 0)]
    [InlineData("=cmd|' /C calc'!A0", 1, 0)]
    [InlineData("+SUM(1)", 1, 0)]
    [InlineData("-2+3+cmd|' /C calc'!D2", 1, 0)]
    [InlineData("@SUM(1+1)*cmd|' /C calc'!A0", 1, 0)]
    [InlineData("\"\t=1+1\"", 1, 0)]
    [InlineData("＝1+1", 1, 0)]
    [InlineData("@handle", 0, 1)]
    [InlineData("-item", 0, 1)]
    [InlineData("-12.5", 0, 0)]
    [InlineData("+1e-5", 0, 0)]
    [InlineData("-1 234,50 €", 0, 0)]
    [InlineData("+49 (30) 227-32152", 0, 0)]
    [InlineData("-", 0, 0)]
    [InlineData("----", 0, 0)]
    [InlineData("a=b", 0, 0)]
    [InlineData("-inf", 0, 0)]
    public void Formulas_are_told_from_numbers_and_text(string cell, int formulas, int prefixes)
    {
        var column = Reading.Of($"id;v\n1;{cell}\n2;x\n").Columns[1];
        Assert.Equal((formulas, prefixes), (column.Formulas.Count, column.FormulaPrefixes.Count));
    }

    [Fact]
    public void Names_of_columns_cannot_steer_a_terminal()
    {
        var facts = Reading.Of($"a\u001B[2Jb,\u202Ec,{new string('n', 1000)}\n1,2,3\n");
        Assert.Equal(["a\uFFFD[2Jb", "\uFFFDc", new string('n', 256) + "… (column 3)"], facts.Columns.Select(c => c.Name), StringComparer.Ordinal);
        Assert.Equal(2, Reading.Ask<ControlCharacters>(facts).Findings.Count);
    }

    [Fact]
    public void Reports_progress_and_stops_when_asked()
    {
        var content = Encoding.UTF8.GetBytes("a,b\n" + string.Concat(Enumerable.Range(0, 200_000).Select(i => $"{i},x\n")));
        using var cancellation = new CancellationTokenSource();
        var progress = new Listener(cancellation);
        using var source = new MemorySource(content);
        Assert.Throws<OperationCanceledException>(() => DatasetReader.Read(source, "t.csv", new(), cancellation.Token, progress));
        Assert.InRange(progress.Last, 1, content.Length - 1);
    }

    [Theory]
    [InlineData(2)]
    [InlineData(5)]
    public void Any_number_of_threads_finds_the_same(int parallelism)
    {
        var random = new Random(18);
        var text = new StringBuilder("id,name,mail,note,amount\n");
        for (var i = 0; i < 60_000; i++)
        {
            var note = random.Next(40) switch { 0 => "\"line\nbreak, \"\"quoted\"\"\"", 1 => "zero\u200Bwidth", 2 => "=1+A1", 3 => "", 4 => "NA", 5 => "extra,cells,here", 6 => "nul\0", _ => "plain words" };
            text.Append(CultureInfo.InvariantCulture, $"{i},name {random.Next(90)},u{i % 5000}@example.org,{note},{random.Next(1000)}.5\n");
            if (i % 977 == 0) text.Append("\n4111 1111 1111 1111\n");
        }

        var bytes = Encoding.UTF8.GetBytes(text.ToString());
        for (var i = 1; i < 50; i++) bytes[bytes.Length * i / 50] = 0xE9;
        Assert.Equal(Facts(1), Facts(parallelism));

        string Facts(int threads)
        {
            using var source = new MemorySource(bytes);
            var settings = new DatasetSettings { Limits = new() { MaximumMalformedRecords = int.MaxValue } };
            return System.Text.Json.JsonSerializer.Serialize(DatasetReader.Read(source, "t.csv", settings, TestContext.Current.CancellationToken, null, threads));
        }
    }

    [Fact]
    public void Reading_allocates_nothing_per_row()
    {
        static byte[] Table(int rows) => Encoding.UTF8.GetBytes("id,note,mail,amount\n" + string.Concat(Enumerable.Range(0, rows).Select(i => $"{i % 500},\"said \"\"{i % 5}\"\"\",u{i % 50}@example.org,{i % 100}.25\n")));
        var (few, many) = (Table(2_000), Table(42_000));
        Reading.Of(few);
        var difference = Allocated(many) - Allocated(few);
        // Repeated rows: the set of row hashes grows no further, so forty thousand rows more must cost nothing like an object each.
        Assert.InRange(difference, -1_000_000, 1_000_000);

        static long Allocated(byte[] content)
        {
            var before = GC.GetAllocatedBytesForCurrentThread();
            Reading.Of(content);
            return GC.GetAllocatedBytesForCurrentThread() - before;
        }
    }

    [Fact]
    public void Damaged_tables_never_crash()
    {
        var random = new Random(5);
        var seeds = (byte[][])
        [
            Encoding.UTF8.GetBytes("id,mail,note\n1,ana@example.org,\"a, \"\"b\"\"\n c\"\n2,4111 1111 1111 1111,GB82 WEST 1234 5698 7654 32\n3,2001:db8::1,+1 202-456-1111\n"),
            Encoding.UTF8.GetBytes("{\"id\":1,\"t\":[\"a\",{\"b\":\"\\u00e9\"}]}\n{\"id\":2,\"t\":null}\n"),
            [0xFF, 0xFE, .. Encoding.Unicode.GetBytes("a,b\n1,🚲\n2,x\n")],
        ];
        var token = TestContext.Current.CancellationToken;
        for (var round = 0; round < 3000; round++)
        {
            var content = (byte[])seeds[round % seeds.Length].Clone();
            for (var change = random.Next(1, 8); change > 0; change--)
            {
                var at = random.Next(content.Length);
                content[at] = random.Next(3) switch { 0 => (byte)random.Next(256), 1 => (byte)"\"\n\r,\0:@{}[]\\+-.0"[random.Next(16)], _ => content[random.Next(content.Length)] };
            }

            var facts = Reading.Of(content[..random.Next(content.Length + 1)], round % 2 == 0 ? "t.csv" : "t.jsonl");
            token.ThrowIfCancellationRequested();
            Assert.True(facts.Rows >= 0);
            Assert.NotNull(new DirectIdentifiers().Evaluate(facts, SettingsSnapshot.Default).Message);
        }
    }

    private sealed class Listener(CancellationTokenSource cancellation) : IProgress<long>
    {
        internal long Last { get; private set; }

        public void Report(long value)
        {
            Last = value;
            if (value > 300_000) cancellation.Cancel();
        }
    }

    /// <summary>A short header and then one cell of ten gigabytes.</summary>
    private sealed class EndlessLine : ByteSource
    {
        private long _read;

        public override long Length => 10L << 30;

        public override long BytesRead => _read;

        public override int Read(long offset, Span<byte> buffer)
        {
            buffer.Fill((byte)'x');
            if (offset == 0) "a,b\n1,2\n"u8.CopyTo(buffer);
            _read += buffer.Length;
            return buffer.Length;
        }
    }
}
