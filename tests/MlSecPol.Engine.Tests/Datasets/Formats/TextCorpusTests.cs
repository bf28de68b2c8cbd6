using MlSecPol.Engine.Datasets;
using MlSecPol.Engine.Datasets.Checks;
using Xunit;

namespace MlSecPol.Engine.Tests.Datasets.Formats;

public sealed class TextCorpusTests
{
    private const string Prose = "The quick brown fox, as they say, jumps.\n\nOver the dog\nthat is lazy, old, and brown.\r\nThe end\n";

    [Theory]
    [InlineData(Prose, "t.txt", DatasetFormat.Text)]
    [InlineData(Prose, "t.md", DatasetFormat.Text)]
    [InlineData(Prose, "corpus", DatasetFormat.Text)]
    [InlineData("# Title\n\n| a | b |\n|---|---|\n| 1 | 2 |\n", "t.md", DatasetFormat.Text)]
    [InlineData("word\nother\nthird\n", "t.txt", DatasetFormat.Text)]
    [InlineData("word\nother\nthird\n", "t.csv", DatasetFormat.Delimited)]
    [InlineData("a,b\n1,2\n3,4\n", "t.txt", DatasetFormat.Delimited)]
    [InlineData("a\tb\n1\t2\n3\t4\n", "t.log", DatasetFormat.Delimited)]
    [InlineData("5.1,3.5,setosa\n4.9,3.0,setosa\n", "iris.data", DatasetFormat.Delimited)]
    [InlineData("name,skills\nBob,\"a;b\"\nEve,\"c;d;e\"\n", "t.txt", DatasetFormat.Delimited)]
    [InlineData("a;b\n1,5;2,5\n3,5;4,5\n", "export", DatasetFormat.Delimited)]
    public void Prose_is_told_from_tables_by_content_and_name(string text, string path, DatasetFormat format)
    {
        var facts = Reading.Of(text, path);
        Assert.Equal(format, facts.Format);
        Assert.Equal(CheckStatus.Pass, Reading.Ask<MagicMismatch>(facts).Status);
    }

    [Fact]
    public void Each_line_that_is_not_blank_is_a_record()
    {
        var facts = Cells.Are(System.Text.Encoding.UTF8.GetBytes(Prose), "t.txt", ("text", ["The quick brown fox, as they say, jumps.", "Over the dog", "that is lazy, old, and brown.", "The end"]));
        Assert.Equal(4, facts.Rows);
        Assert.Equal(CheckStatus.NotApplicable, Reading.Ask<RaggedRows>(facts).Status);
        Assert.Equal(CheckStatus.NotApplicable, Reading.Ask<BlankHeaders>(facts).Status);
    }

    [Fact]
    public void Identifiers_and_hidden_characters_in_prose_are_found_with_row_and_offset()
    {
        var text = "Dear all,\n\nwrite to ana@example.org and\u202E others\n";
        var facts = Reading.Of(text, "letter.txt");
        var finding = Reading.Ask<DirectIdentifiers>(facts).Findings[0];
        Assert.Equal(("text", 2L), (finding.Column, finding.Row));
        Assert.Equal(CheckStatus.Fail, Reading.Ask<ControlCharacters>(facts).Status);
        Assert.Equal(1, Reading.Of([.. "caf"u8, 0xE9, .. " au lait\nx y z\n"u8], "t.txt").Encoding!.InvalidSequences.Count);
    }
}
