using MlSecPol.Engine.Datasets;
using MlSecPol.Engine.Datasets.Checks;
using Parquet;
using Parquet.Schema;
using Parquet.Serialization;
using Xunit;

namespace MlSecPol.Engine.Tests.Datasets.Formats;

/// <summary>Files of Parquet.Net, and files written byte by byte where every claim can be false.</summary>
public sealed class ParquetTests
{
    public static TheoryData<CompressionMethod> Codecs => [CompressionMethod.None, CompressionMethod.Snappy, CompressionMethod.Gzip, CompressionMethod.Brotli, CompressionMethod.Zstd, CompressionMethod.Lz4Raw];

    [Theory]
    [MemberData(nameof(Codecs))]
    public async Task Values_of_all_kinds_are_read_from_pages_packed_in_every_way(CompressionMethod codec)
    {
        var facts = Cells.Are(
            await Write(Samples(), new() { CompressionMethod = codec }),
            "t.parquet",
            ("Id", ["1", "-2", "3"]),
            ("Name", ["Ana", null, "Éva"]),
            ("Score", ["0.5", "NaN", null]),
            ("Ok", ["true", "false", "true"]),
            ("Big", ["9223372036854775807", "-9223372036854775808", "0"]),
            ("Ratio", ["0.1", "-3.4028235E+38", "1E-10"]),
            ("Key", ["00112233-4455-6677-8899-aabbccddeeff", "00000000-0000-0000-0000-000000000001", "00000000-0000-0000-0000-000000000000"]),
            ("Tags[]", ["x", "y", null, "z"]),
            ("Place.City", ["Ulm", null, "Bern"]),
            ("Place.Zip", ["89073", null, null]));
        Assert.Equal((DatasetFormat.Parquet, 3L), (facts.Format, facts.Rows));
        Assert.True(facts.Columns.Single(c => c.Name == "Tags[]").IsRepeated);
        Assert.Equal(CheckStatus.NotApplicable, Reading.Ask<RaggedRows>(facts).Status);
        Assert.Equal(CheckStatus.Pass, Reading.Ask<DuplicateHeaders>(facts).Status);
        Assert.Equal(CheckStatus.NotApplicable, Reading.Ask<PageChecksum>(facts).Status);
    }

    [Theory]
    [InlineData(EncodingHint.Dictionary)]
    [InlineData(EncodingHint.DeltaBinaryPacked)]
    [InlineData(EncodingHint.ByteSplitStream)]
    [InlineData(EncodingHint.Default)]
    public async Task Numbers_are_read_from_pages_of_every_encoding(EncodingHint encoding)
    {
        var options = new ParquetOptions();
        foreach (var column in (string[])["Number", "Long"]) options.ColumnEncodingHints[column] = encoding;
        var rows = Enumerable.Range(0, 5000).Select(i => new Numbers { Number = (i % 7) - 3, Long = (long)i * i * 1_000_003 * (i % 2 == 0 ? 1 : -1) }).ToArray();
        Cells.Are(
            await Write(rows, options),
            "t.parquet",
            ("Number", [.. rows.Select(r => FormattableString.Invariant($"{r.Number}"))]),
            ("Long", [.. rows.Select(r => FormattableString.Invariant($"{r.Long}"))]));
    }

    [Fact]
    public async Task Dates_times_and_decimals_are_written_as_a_delimited_file_would()
    {
        var schema = new ParquetSchema(
            new DecimalDataField("amount", 12, 2),
            new DateTimeDataField("at", DateTimeFormat.DateAndTimeMicros),
            new DateTimeDataField("day", DateTimeFormat.Date),
            new DateTimeDataField("old", DateTimeFormat.Impala));
        using var stream = new MemoryStream();
        await using (var writer = await ParquetWriter.CreateAsync(schema, stream, cancellationToken: TestContext.Current.CancellationToken))
        {
            using var group = writer.CreateRowGroup();
            DateTime[] times = [new(2024, 2, 29, 1, 2, 3, 450, DateTimeKind.Utc), new(1969, 12, 31, 0, 0, 0, DateTimeKind.Utc)];
            await group.WriteAsync<decimal>(schema.DataFields[0], new decimal[] { 1234.5m, -0.05m }, cancellationToken: TestContext.Current.CancellationToken);
            foreach (var field in schema.DataFields[1..]) await group.WriteAsync<DateTime>(field, times, cancellationToken: TestContext.Current.CancellationToken);
        }

        var facts = Reading.Of(stream.ToArray(), "t.parquet", new() { NullTokens = ["1234.50", "-0.05", "2024-02-29T01:02:03.45", "2024-02-29T01:02:03.45Z", "2024-02-29", "1969-12-31", "1969-12-31T00:00:00", "1969-12-31T00:00:00Z"] });
        Assert.Null(facts.Gap);
        Assert.All(facts.Columns, c => Assert.Equal((0L, 2), (c.Values, c.MissingKinds.Count)));
        Assert.Contains("1234.50", facts.Columns[0].MissingKinds.Keys, StringComparer.Ordinal);
        Assert.Contains("1969-12-31", facts.Columns[2].MissingKinds.Keys, StringComparer.Ordinal);
    }

    [Fact]
    public async Task Row_groups_follow_each_other_and_rows_are_compared_across_them()
    {
        var rows = Enumerable.Range(0, 10).Select(i => new Numbers { Number = i % 4, Long = 1 });
        var facts = Reading.Of(await Write(rows, new() { RowGroupSize = 3 }), "t.parquet");
        Assert.Equal((10L, 6L), (facts.Rows, facts.Duplicates.Rows));
    }

    [Fact]
    public async Task What_looks_at_whole_rows_sees_the_same_as_in_a_delimited_file()
    {
        var rows = Enumerable.Range(0, 3000).Select(i => new Labelled { Text = $"word{i % 50} tail {i % 7}", Number = i % 11, Label = i % 3 == 0 ? "spam" : "ham" }).ToArray();
        var csv = "Text,Number,Label\n" + string.Concat(rows.Select(r => $"{r.Text},{r.Number},{r.Label}\n"));
        var expected = Reading.Of(csv).Learning!;
        foreach (var settings in (DatasetSettings[])[new(), new() { Formats = new() { BufferedBytes = 0 } }])
        {
            var seen = Reading.Of(await Write(rows, new() { RowGroupSize = 700 }), "t.parquet", settings).Learning!;
            Assert.Equal(expected.Classes, seen.Classes);
            Assert.Equal((expected.Label, expected.Conflicts), (seen.Label, seen.Conflicts));
            Assert.Equal(expected.Features, seen.Features);
        }
    }

    [Fact]
    public void Wrong_checksums_of_pages_are_found_and_right_ones_pass()
    {
        var right = Cells.Are(new ParquetSample().Write("a", "b"), "t.parquet", ("text", ["a", "b"]));
        Assert.Equal(CheckStatus.Pass, Reading.Ask<PageChecksum>(right).Status);
        var verdict = Reading.Ask<PageChecksum>(Reading.Of(new ParquetSample { ChecksumError = 1 }.Write("a", "b"), "t.parquet"));
        Assert.Equal(CheckStatus.Fail, verdict.Status);
        Assert.Equal("text", verdict.Findings[0].Column);
        Assert.Equal(CheckStatus.NotApplicable, Reading.Ask<PageChecksum>("a,b\n1,2\n").Status);
    }

    public static TheoryData<string, byte[]> FalseClaims => new()
    {
        { "leave the file", new ParquetSample { PackedSize = 1 << 30 }.Write("a") },
        { "leave the file", new ParquetSample { PackedSize = -1 }.Write("a") },
        { "pageBytes", new ParquetSample { UnpackedSize = int.MaxValue, Codec = 1 }.Write("a") },
        { "cannot be unpacked", new ParquetSample { UnpackedSize = 60_000_000, Codec = 1 }.Write("a") },
        { "cannot be unpacked", new ParquetSample { UnpackedSize = 60_000_000, Codec = 2 }.Write("a") },
        { "cannot be unpacked", new ParquetSample { UnpackedSize = 60_000_000, Codec = 4 }.Write("a") },
        { "cannot be unpacked", new ParquetSample { UnpackedSize = 60_000_000, Codec = 5 }.Write("a") },
        { "cannot be unpacked", new ParquetSample { UnpackedSize = 60_000_000, Codec = 6 }.Write("a") },
        { "cannot be unpacked", new ParquetSample { UnpackedSize = 60_000_000, Codec = 7 }.Write("a") },
        { "LZO", new ParquetSample { Codec = 3 }.Write("a") },
        { "groupRows", new ParquetSample { PageValues = int.MaxValue }.Write("a") },
        { "groupRows", new ParquetSample { Rows = 1L << 40 }.Write("a") },
        { "more values", new ParquetSample { PageValues = 2 }.Write("a") },
        { "outside of the data", new ParquetSample { Rows = 5 }.Write("a") },
        { "encoding", new ParquetSample { Encoding = 99 }.Write("a") },
        { "dictionary", new ParquetSample { Encoding = 8 }.Write("a") },
        { "longer than the file", new ParquetSample { FooterLength = int.MaxValue }.Write("a") },
        { "longer than the file", new ParquetSample { FooterLength = -1 }.Write("a") },
        { "no footer", new ParquetSample { Tail = "PAR2" }.Write("a") },
        { "nested deeper", new ParquetSample { Depth = 1000 }.Write("a") },
        { "no schema", new ParquetSample { FooterLength = 1 }.Write("a") },
    };

    [Theory]
    [MemberData(nameof(FalseClaims))]
    public void False_claims_end_in_an_error_and_cost_no_memory(string words, byte[] content)
    {
        var before = GC.GetAllocatedBytesForCurrentThread();
        var facts = Reading.Of(content, "t.parquet");
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 200 << 20);
        Assert.Contains(words, facts.Gap!.Reason, StringComparison.Ordinal);
        Assert.Equal(CheckStatus.Error, Reading.Ask<MissingValues>(facts).Status);
    }

    [Fact]
    public void An_encrypted_footer_is_named_and_not_assessed()
    {
        var verdict = Reading.Ask<Duplicates>(Reading.Of(new ParquetSample { Tail = "PARE" }.Write("a"), "t.parquet"));
        Assert.Equal(CheckStatus.NotAssessed, verdict.Status);
        Assert.Contains("encrypted footer", verdict.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_that_is_cut_off_anywhere_never_passes()
    {
        var content = new ParquetSample().Write("a", "b");
        for (var length = 4; length < content.Length; length++)
            Assert.Equal(CheckStatus.Error, Reading.Ask<MissingValues>(Reading.Of(content[..length], "t.parquet")).Status);
    }

    [Fact]
    public void Text_that_is_no_UTF_8_is_found()
    {
        var content = new ParquetSample { HasChecksum = false }.Write("abc", "x");
        content[content.AsSpan().IndexOf("abc"u8)] = 0xE9;
        var facts = Reading.Of(content, "t.parquet");
        Assert.Equal(1, facts.Encoding!.InvalidSequences.Count);
        Assert.Equal("text", facts.Encoding.FirstInvalidColumn);
    }

    /// <summary>A file of Parquet.Net with columns of all kinds.</summary>
    internal static byte[] File(CompressionMethod codec) => Write(Samples(), new() { CompressionMethod = codec }).GetAwaiter().GetResult();

    private static Sample[] Samples() =>
    [
        new() { Id = 1, Name = "Ana", Score = 0.5, Ok = true, Big = long.MaxValue, Ratio = 0.1f, Key = new("00112233-4455-6677-8899-aabbccddeeff"), Tags = ["x", "y"], Place = new() { City = "Ulm", Zip = 89073 } },
        new() { Id = -2, Score = double.NaN, Big = long.MinValue, Ratio = float.MinValue, Key = new("00000000-0000-0000-0000-000000000001"), Tags = [] },
        new() { Id = 3, Name = "Éva", Ok = true, Ratio = 1e-10f, Tags = ["z"], Place = new() { City = "Bern" } },
    ];

    private static async Task<byte[]> Write<T>(IEnumerable<T> rows, ParquetOptions options)
    {
        using var stream = new MemoryStream();
        await ParquetSerializer.SerializeAsync(rows, stream, options, cancellationToken: TestContext.Current.CancellationToken);
        return stream.ToArray();
    }

    public sealed class Sample
    {
        public int Id { get; set; }

        public string? Name { get; set; }

        public double? Score { get; set; }

        public bool Ok { get; set; }

        public long Big { get; set; }

        public float Ratio { get; set; }

        public Guid Key { get; set; }

        public IReadOnlyList<string>? Tags { get; set; }

        public Address? Place { get; set; }
    }

    public sealed class Address
    {
        public string? City { get; set; }

        public int? Zip { get; set; }
    }

    public sealed class Labelled
    {
        public string Text { get; set; } = "";

        public int Number { get; set; }

        public string Label { get; set; } = "";
    }

    public sealed class Numbers
    {
        public int Number { get; set; }

        public long Long { get; set; }
    }
}
