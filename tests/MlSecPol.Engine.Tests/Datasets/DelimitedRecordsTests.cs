using System.Globalization;
using System.Text;
using MlSecPol.Engine.Artifacts;
using MlSecPol.Engine.Datasets;
using MlSecPol.Engine.Datasets.Text;
using Xunit;

namespace MlSecPol.Engine.Tests.Datasets;

public sealed class DelimitedRecordsTests
{
    private const int Limit = 4096;

    public static TheoryData<string, string[][]> Rfc4180 => new()
    {
        { "aaa,bbb,ccc\r\nzzz,yyy,xxx\r\n", [["aaa", "bbb", "ccc"], ["zzz", "yyy", "xxx"]] },
        { "aaa,bbb,ccc\r\nzzz,yyy,xxx", [["aaa", "bbb", "ccc"], ["zzz", "yyy", "xxx"]] },
        { "\"aaa\",\"bbb\",\"ccc\"\r\nzzz,yyy,xxx", [["aaa", "bbb", "ccc"], ["zzz", "yyy", "xxx"]] },
        { "\"aaa\",\"b\r\nbb\",\"ccc\"\r\nzzz,yyy,xxx", [["aaa", "b\r\nbb", "ccc"], ["zzz", "yyy", "xxx"]] },
        { "\"aaa\",\"b\"\"bb\",\"ccc\"", [["aaa", "b\"bb", "ccc"]] },
        { "a, b ,c", [["a", " b ", "c"]] },
        { "a,\nb", [["a", ""], ["b"]] },
        { "a\rb\r\rc", [["a"], ["b"], [], ["c"]] },
        { "\"\"\n\"\"\"\"\n,", [[""], ["\""], ["", ""]] },
        { "5\" disk,x", [["5\" disk", "x"]] },
        { "\"a\"b,c", [["\"a\"b", "c"]] },
    };

    [Theory]
    [MemberData(nameof(Rfc4180))]
    public void Splits_as_RFC_4180_and_its_readers_do(string text, string[][] expected)
    {
        var (records, status) = Split(Encoding.UTF8.GetBytes(text), ',', 1024);
        Assert.Equal(ReadStatus.End, status);
        Assert.Equal(expected, records.Select(r => r.ToArray()));
        Assert.Equal(expected, ReferenceCsv.Parse(text, ',').Select(r => r.ToArray()));
    }

    [Fact]
    public void Agrees_with_an_independent_reader_wherever_the_buffer_ends()
    {
        // Fixed seed: a failure repeats. The alphabet is dense in structure, so that every two of its characters meet at every boundary.
        var random = new Random(4180);
        const string Alphabet = "ab,,\"\"\r\n\néx1";
        for (var round = 0; round < 3000; round++)
        {
            var text = new string(random.GetItems(Alphabet.AsSpan(), random.Next(0, 150)));
            var expected = ReferenceCsv.Parse(text, ',');
            var bytes = Encoding.UTF8.GetBytes(text);
            foreach (var initial in (int[])[5, 7, 16, 63, 64, 65, 1024])
            {
                var (records, status) = Split(bytes, ',', initial);
                Assert.Equal(ReadStatus.End, status);
                AssertSame(expected, records, text, initial);
            }
        }
    }

    [Theory]
    [InlineData("id,\"text with, and \"\"quotes\"\"\r\nand lines\",x\r\n1,2,3\r4,5,6\n7,\"8\",\"\"\r\n")]
    [InlineData("\"é\",\"ü\"\r\n\r\n\"\"\"\",\"\r\"\r\"\n\"")]
    public void Agrees_at_every_single_buffer_size(string text)
    {
        var expected = ReferenceCsv.Parse(text, ',');
        var bytes = Encoding.UTF8.GetBytes(text);
        for (var initial = 4; initial <= bytes.Length + 8; initial++)
        {
            var (records, status) = Split(bytes, ',', initial);
            Assert.Equal(ReadStatus.End, status);
            AssertSame(expected, records, text, initial);
        }
    }

    [Fact]
    public void A_record_over_the_limit_is_told_from_the_end()
    {
        var (records, status) = Split(Encoding.UTF8.GetBytes("a,b\n" + new string('x', Limit + 100) + "\nc,d\n"), ',', 64);
        Assert.Equal(ReadStatus.RecordTooLong, status);
        Assert.Equal([["a", "b"]], records.Select(r => r.ToArray()));
    }

    [Fact]
    public void More_cells_than_the_limit_are_told()
    {
        using var input = Input(Encoding.UTF8.GetBytes("1,2,3,4,5,6\n"));
        using var buffer = new RecordBuffer(input, Limit, 64);
        Assert.Equal(ReadStatus.TooManyCells, Read(new DelimitedRecords(buffer, (byte)',', 5)));
    }

    [Fact]
    public void Knows_offsets_of_cells_in_the_file()
    {
        using var input = Input("a,b\n\"c\",dd\n"u8.ToArray());
        using var buffer = new RecordBuffer(input, Limit, 6);
        var records = new DelimitedRecords(buffer, (byte)',', 10);
        Read(records);
        Read(records);
        Assert.Equal((4L, 5L, 8L), (records.Offset, records.OffsetOf(0), records.OffsetOf(1)));
    }

    private static TextInput Input(byte[] bytes) => new(new MemorySource(bytes), TextEncoding.Utf8, 0, null, TestContext.Current.CancellationToken);

    private static ReadStatus Read(DelimitedRecords records)
    {
        while (true)
        {
            if (records.Read() is { } status) return status;
            if (!records.TryFill()) return ReadStatus.RecordTooLong;
        }
    }

    private static (List<List<string>> Records, ReadStatus Status) Split(byte[] bytes, char delimiter, int initialBytes)
    {
        using var input = Input(bytes);
        using var buffer = new RecordBuffer(input, Limit, initialBytes);
        var reader = new DelimitedRecords(buffer, (byte)delimiter, 1000);
        var records = new List<List<string>>();
        while (true)
        {
            var status = Read(reader);
            if (status != ReadStatus.Record) return (records, status);
            records.Add([.. Enumerable.Range(0, reader.CellCount).Select(i => Encoding.UTF8.GetString(reader.Value(i)))]);
        }
    }

    private static void AssertSame(List<List<string>> expected, List<List<string>> actual, string text, int initial)
    {
        var same = expected.Count == actual.Count && expected.Zip(actual).All(p => p.First.SequenceEqual(p.Second, StringComparer.Ordinal));
        Assert.True(same, string.Create(CultureInfo.InvariantCulture, $"buffer {initial}: {System.Text.Json.JsonSerializer.Serialize(text)}\nexpected {Show(expected)}\nactual   {Show(actual)}"));
    }

    private static string Show(List<List<string>> records) => System.Text.Json.JsonSerializer.Serialize(records);
}
