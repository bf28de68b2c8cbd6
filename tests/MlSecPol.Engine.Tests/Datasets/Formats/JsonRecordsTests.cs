using MlSecPol.Engine.Artifacts;
using MlSecPol.Engine.Datasets;
using MlSecPol.Engine.Datasets.Checks;
using Xunit;

namespace MlSecPol.Engine.Tests.Datasets.Formats;

public sealed class JsonRecordsTests
{
    private static readonly byte[] Numbers = System.Text.Encoding.UTF8.GetBytes("[" + string.Join(",", Enumerable.Range(0, 30_000).Select(i => $"{{\"id\": {i},\n \"note\": \"[{i}, {{\\\"x\\\"]\"}}")) + "]");

    [Theory]
    [InlineData("[{\"a\":1,\"b\":\"x\"},{\"a\":2,\"b\":null}]")]
    [InlineData("[\n  {\n    \"a\": 1,\n    \"b\": \"x\"\n  },\r\n  {\n    \"b\": null,\n    \"a\": 2\n  }\n]\n")]
    [InlineData("{\"data\":[{\"a\":1,\"b\":\"x\"},{\"a\":2,\"b\":null}]}")]
    [InlineData("{\n \"version\": \"1,[{\\\"\", \"empty\": [], \"other\": [1, [2]],\n \"rows\": [ {\"a\":1,\"b\":\"x\"} , {\"a\":2,\"b\":null} ], \"end\": {\"n\": 2} }\n")]
    [InlineData("{\"answer\": {\"rows\": [{\"a\":1,\"b\":\"x\"},{\"a\":2,\"b\":null}]}}")]
    public void Records_of_an_array_are_rows_wherever_it_stands(string text)
    {
        var facts = Cells.Are(System.Text.Encoding.UTF8.GetBytes(text), "t.json", ("a", ["1", "2"]), ("b", ["x", null]));
        Assert.Equal((DatasetFormat.JsonRecords, 2L), (facts.Format, facts.Rows));
        Assert.Empty(facts.Malformed);
        Assert.Equal(0, facts.BlankRows.Count);
    }

    [Fact]
    public void Offsets_are_those_in_the_file()
    {
        var text = "{\"rows\":\n[ {\"mail\":\"-\"},\n {\"mail\":\"=1+1\"} ]}";
        var finding = Reading.Ask<FormulaInjection>(text, "t.json").Findings[0];
        Assert.Equal((2L, (long)text.IndexOf("=1+1", StringComparison.Ordinal)), (finding.Row, finding.Offset));
    }

    [Fact]
    public void An_array_longer_than_every_buffer_is_streamed()
    {
        var facts = Reading.Of(Numbers, "t.json", new() { Limits = new() { MaximumRecordBytes = 4096 } });
        Assert.Equal((30_000L, null), (facts.Rows, facts.Gap));
        Assert.Empty(facts.Malformed);
        var cut = Reading.Of(Numbers[..^200], "t.json");
        Assert.Contains("not closed", cut.Gap!.Reason, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("[{\"a\":1},]")]
    [InlineData("[,{\"a\":1}]")]
    [InlineData("[{\"a\":1},,{\"a\":2}]")]
    [InlineData("[{\"a\":1} {\"a\":2}]")]
    [InlineData("[{\"a\":1}]x")]
    [InlineData("[{\"a\":1}],")]
    [InlineData("[{\"a\":1]")]
    [InlineData("[{\"a\":1}")]
    [InlineData("[{\"a\":\"x\ny\"}]")]
    [InlineData("[{\"a\":1}}]")]
    [InlineData("{\"rows\":[{\"a\":1}]")]
    [InlineData("{\"rows\":[{\"a\":1}],}")]
    [InlineData("{\"rows\":[{\"a\":1}] \"x\":1}")]
    [InlineData("{\"x\":01,\"rows\":[{\"a\":1}]}")]
    [InlineData("{\"x\":\"\\q\",\"rows\":[{\"a\":1}]}")]
    [InlineData("{\"rows\":[{\"a\":1}]}}")]
    [InlineData("[")]
    [InlineData("[[[[[[")]
    [InlineData("{\"a\"")]
    public void A_document_that_breaks_the_rules_never_passes(string text)
    {
        Assert.True(Reading.Ask<MalformedRecords>(text, "t.json").Status is CheckStatus.Fail or CheckStatus.Error);
    }

    [Theory]
    [InlineData("[1,\"x\",null,[1],true]", 5)]
    [InlineData("[{\"a\":1},2]", 1)]
    public void Elements_that_are_no_objects_are_counted(string text, int count)
    {
        var facts = Reading.Of(text, "t.json");
        Assert.Equal((MalformedKind.NotAnObject, (long)count), (Assert.Single(facts.Malformed).Key, facts.Malformed[MalformedKind.NotAnObject].Count));
    }

    [Fact]
    public void A_second_array_of_records_is_said_to_be_left_out()
    {
        var facts = Reading.Of("{\"images\":[{\"id\":1}],\"boxes\":[{\"x\":1},{\"x\":2}]}", "t.json");
        Assert.Equal(1, facts.Rows);
        Assert.Contains("further array", facts.Gap!.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void Nesting_of_a_hundred_thousand_ends_in_a_finding()
    {
        foreach (var text in (string[])[new string('[', 100_000), string.Concat(Enumerable.Repeat("{\"a\":", 100_000)), "[" + string.Concat(Enumerable.Repeat("{\"a\":[", 50_000))])
            Assert.True(Reading.Ask<MalformedRecords>(text, "t.json").Status is CheckStatus.Fail or CheckStatus.Error);
    }

    [Theory]
    [InlineData("[{\"a\":\"", 'x')]
    [InlineData("[", ' ')]
    [InlineData("[", '[')]
    [InlineData("{\"a\":\"", 'x')]
    [InlineData("{\"a\":", '1')]
    [InlineData("{\"a\":", '[')]
    public void A_document_of_ten_gigabytes_without_end_ends_after_little_more_than_the_limit(string start, char filler)
    {
        using var source = new Endless(System.Text.Encoding.UTF8.GetBytes(start), (byte)filler);
        var facts = DatasetReader.Read(source, "t.json", new(), TestContext.Current.CancellationToken);
        Assert.InRange(source.BytesRead, 1, 80L << 20);
        Assert.True(Reading.Ask<MalformedRecords>(facts).Status is CheckStatus.Fail or CheckStatus.Error);
    }

    [Fact]
    public void A_text_that_only_begins_with_a_bracket_is_no_array()
    {
        Assert.Equal(DatasetFormat.Delimited, Reading.Of("[a],[b]\n1,2\n", "t.csv").Format);
        Assert.Equal(DatasetFormat.Text, Reading.Of("[section]\nkey=value\n", "t.txt").Format);
    }

    [Fact]
    public void UTF_16_is_read_as_well()
    {
        var facts = Reading.Of([0xFF, 0xFE, .. System.Text.Encoding.Unicode.GetBytes("[{\"a\":\"é\"},\n{\"a\":\"ü\"}]")], "t.json");
        Assert.Equal((DatasetFormat.JsonRecords, 2L, 2L), (facts.Format, facts.Rows, facts.Columns[0].Values));
    }

    /// <summary>A beginning, and then one byte over and over.</summary>
    private sealed class Endless(byte[] start, byte filler) : ByteSource
    {
        private long _read;

        public override long Length => 10L << 30;

        public override long BytesRead => _read;

        public override int Read(long offset, Span<byte> buffer)
        {
            buffer.Fill(filler);
            if (offset < start.Length) start.AsSpan((int)offset, Math.Min(start.Length - (int)offset, buffer.Length)).CopyTo(buffer);
            _read += buffer.Length;
            return buffer.Length;
        }
    }
}
