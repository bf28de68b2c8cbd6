using MlSecPol.Engine.Datasets;
using MlSecPol.Engine.Datasets.Checks;
using MlSecPol.Engine.Datasets.Identifiers;
using Xunit;

namespace MlSecPol.Engine.Tests.Datasets;

public sealed class JsonLinesTests
{
    [Fact]
    public void Nested_members_become_dotted_columns_and_arrays_share_one()
    {
        var facts = Reading.Of("""
            {"id":1,"user":{"name":"a","at":{"x":1.5}},"tags":["p","q"],"hits":[{"s":1},{"s":2}]}
            {"id":2,"user":{"name":null},"tags":[],"ok":true}
            """, "t.jsonl");
        Assert.Equal((DatasetFormat.JsonLines, 2L), (facts.Format, facts.Rows));
        Assert.Equal(["id", "user.name", "user.at.x", "tags[]", "hits[].s", "ok"], facts.Columns.Select(c => c.Name), StringComparer.Ordinal);
        Assert.Equal([2, 1, 1, 2, 2, 1], facts.Columns.Select(c => c.Values));
        Assert.Equal([0, 1, 1, 1, 1, 1], facts.Columns.Select(c => c.Missing));
        Assert.Equal([false, false, false, true, true, false], facts.Columns.Select(c => c.IsRepeated));
        Assert.Equal("(null)", Assert.Single(facts.Columns[1].MissingKinds).Key);
        Assert.Empty(facts.Malformed);
    }

    [Fact]
    public void Escapes_are_undone_before_anything_is_looked_for()
    {
        var facts = Reading.Of("{\"t\":\"ana\\u0040example.org \\u202e\"}\n{\"t\":\"x\"}\n", "t.jsonl");
        Assert.Equal(IdentifierKinds.Email, Assert.Single(facts.Columns[0].Identifiers).Kind);
        Assert.Equal(CharacterHazard.Bidirectional, Assert.Single(facts.Columns[0].Hazards).Key);
    }

    // Files that JSONTestSuite-like collections hold: each is one line that must be malformed, never a crash.
    [Theory]
    [InlineData("{\"a\":1,}")]
    [InlineData("{\"a\":01}")]
    [InlineData("{\"a\":1.}")]
    [InlineData("{\"a\":+1}")]
    [InlineData("{\"a\":NaN}")]
    [InlineData("{a:1}")]
    [InlineData("{'a':1}")]
    [InlineData("{\"a\":\"\\x\"}")]
    [InlineData("{\"a\":\"b")]
    [InlineData("{\"a\" \"b\"}")]
    [InlineData("{\"a\":1}}")]
    [InlineData("{\"a\":1} x")]
    [InlineData("{\"a\":/**/1}")]
    [InlineData("{\"a\":tru}")]
    public void Invalid_lines_are_counted_and_the_rest_is_read(string line)
    {
        var facts = Reading.Of($"{{\"a\":1}}\n{line}\n{{\"a\":2}}\n", "t.jsonl");
        Assert.Equal(2, facts.Rows);
        var (kind, places) = Assert.Single(facts.Malformed);
        Assert.Equal((MalformedKind.InvalidJson, 1L, 2L, 8L), (kind, places.Count, places.FirstRow, places.FirstOffset));
        Assert.Equal(CheckStatus.Fail, Reading.Ask<MalformedRecords>(facts).Status);
    }

    [Fact]
    public void Nesting_deeper_than_the_limit_is_malformed()
    {
        var deep = string.Concat(Enumerable.Repeat("{\"a\":", 100)) + "1" + new string('}', 100);
        var facts = Reading.Of($"{{\"a\":1}}\n{deep}\n", "t.jsonl");
        Assert.Equal(1, facts.Malformed[MalformedKind.InvalidJson].Count);
    }

    [Fact]
    public void Member_order_does_not_matter_to_duplicates_but_the_order_in_arrays_does()
    {
        Assert.Equal(1, Reading.Of("{\"a\":1,\"b\":\"x\"}\n{\"b\":\"x\", \"a\":1}\n{\"a\":\"1\",\"b\":\"x\"}\n{\"a\":\"x\",\"b\":1}\n", "t.jsonl").Duplicates.Rows);
        Assert.Equal(1, Reading.Of("{\"a\":[1,2]}\n{\"a\":[2,1]}\n{\"a\":[1,2]}\n", "t.jsonl").Duplicates.Rows);
    }

    [Fact]
    public void More_malformed_lines_than_the_limit_end_the_reading()
    {
        var settings = new DatasetSettings { Limits = new() { MaximumMalformedRecords = 5 } };
        var facts = Reading.Of("{\"a\":1}\n" + string.Concat(Enumerable.Repeat("{\n", 50)), "t.jsonl", settings);
        Assert.Equal(5, facts.Malformed[MalformedKind.InvalidJson].Count);
        Assert.Contains("maximumMalformedRecords", facts.Gap!.Reason, StringComparison.Ordinal);
        var verdict = Reading.Ask<MissingValues>(facts);
        Assert.Equal(CheckStatus.Error, verdict.Status);
        Assert.Contains("Not read to the end", verdict.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void More_members_than_the_limit_end_the_reading()
    {
        var settings = new DatasetSettings { Limits = new() { MaximumColumns = 3 } };
        var facts = Reading.Of("{\"a\":1,\"b\":2,\"c\":3}\n{\"d\":4}\n", "t.jsonl", settings);
        Assert.Contains("maximumColumns", facts.Gap!.Reason, StringComparison.Ordinal);
        Assert.Equal(3, facts.Columns.Count);
    }

    [Fact]
    public void Names_that_would_fill_the_memory_end_the_reading()
    {
        var settings = new DatasetSettings { Limits = new() { MaximumRecordBytes = 4096 } };
        var facts = Reading.Of(string.Concat(Enumerable.Range(0, 9).Select(i => $"{{\"{i}{new string('n', 1000)}\":1}}\n")), "t.jsonl", settings);
        Assert.Contains("names longer", facts.Gap!.Reason, StringComparison.Ordinal);
        Assert.Equal(4, facts.Columns.Count);
    }

    [Theory]
    [InlineData("{\n  \"a\": 1\n}\n", "t.json", "JSON document without an array of records")]
    [InlineData("{\"a\":[1,2]}", "t.json", "JSON document without an array of records")]
    [InlineData("\"a\"", "t.json", "JSON document without an array of records")]
    public void Other_JSON_is_recognised_and_said_not_to_be_read(string text, string path, string name)
    {
        var facts = Reading.Of(text, path);
        Assert.Equal((DatasetFormat.Json, name), (facts.Format, facts.FormatName));
        var verdict = Reading.Ask<MissingValues>(facts);
        Assert.Equal(CheckStatus.NotAssessed, verdict.Status);
        Assert.Contains(name, verdict.Reason, StringComparison.Ordinal);
        Assert.Equal(CheckStatus.Pass, Reading.Ask<MagicMismatch>(facts).Status);
    }
}
