namespace MlSecPol.HelpBuilder.Tests;

public sealed class ProblemTests : IDisposable
{
    private readonly HelpFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Good_pages_have_no_problem() => Assert.Empty(_folder.Build());

    [Theory]
    [InlineData("# Get-Specimen", "# Get-Other", "# Get-Other", "The title must be 'Get-Specimen'.")]
    [InlineData("## Synopsis\nGets *specimens* from `here`.\n", "", "# Get-Specimen", "The section 'Synopsis' is missing.")]
    [InlineData("Gets *specimens* from `here`.", "", "## Synopsis", "The synopsis must be one paragraph.")]
    [InlineData("### -Colour\nTheir colour.", "", "## Parameters", "The parameter '-Colour' is not documented.")]
    [InlineData("Their colour.", "", "### -Colour", "'-Colour' has no text.")]
    [InlineData("### -Colour", "### -Color", "### -Color", "Get-Specimen has no parameter '-Color'.")]
    [InlineData("### -Colour", "### -NotAParameter", "### -NotAParameter", "Get-Specimen has no parameter '-NotAParameter'.")]
    [InlineData("### -Word\nA word.", "### -Path\nAgain.", "### -Path\nAgain.", "The parameter '-Path' is documented twice.")]
    [InlineData("### Literally\n```powershell\nGet-Specimen -LiteralPath a\n```\nShows one.", "", "## Examples", "The page has 1 examples; it needs at least 2.")]
    [InlineData("Shows one.", "", "### Literally", "The example 'Literally' has no remark.")]
    [InlineData("```powershell\nGet-Specimen -LiteralPath a\n```\n", "", "### Literally", "The example 'Literally' must begin with its code, fenced as powershell, and have no other.")]
    [InlineData("### System.Int32[]\nNumbers.", "", "## Outputs", "The output type 'System.Int32[]' is not documented.")]
    [InlineData("### System.Int32[]", "### System.Int64", "### System.Int64", "Get-Specimen does not declare the output type 'System.Int64'.")]
    [InlineData("## Notes", "## Remarks", "## Remarks", "The section 'Remarks' is unknown")]
    [InlineData("## Notes", "## Inputs", "## Inputs\nNothing is read.", "The section 'Inputs' stands twice or in the wrong place")]
    [InlineData("Nothing is read.", "<b>Nothing</b> is read.", "<b>Nothing", "Help cannot show this kind of Markdown (HtmlInline)")]
    [InlineData("Nothing is read.", "> Nothing is read.", "> Nothing", "Help cannot show this kind of Markdown (QuoteBlock)")]
    public void A_bad_page_is_a_problem_with_its_line(string good, string bad, string place, string message)
    {
        Assert.Contains(good, HelpFolder.GetPage, StringComparison.Ordinal);
        var page = HelpFolder.GetPage.Replace(good, bad, StringComparison.Ordinal);
        _folder.Write("Get-Specimen", page);

        Assert.Contains(_folder.Build(), problem => problem.Line == LineOf(page, place)
            && problem.File == Path.Combine(_folder.Docs, "Get-Specimen.md")
            && problem.Message.StartsWith(message, StringComparison.Ordinal));
        Assert.False(Directory.Exists(_folder.Output));
    }

    [Fact]
    public void A_cmdlet_without_a_page_is_a_problem()
    {
        _folder.Delete("Get-Specimen");
        Assert.Equal("The cmdlet Get-Specimen has no page.", Assert.Single(_folder.Build()).Message);
    }

    [Fact]
    public void A_page_without_a_cmdlet_is_a_problem()
    {
        _folder.Write("Get-Nothing", HelpFolder.GetPage);
        Assert.Equal("The page belongs to no cmdlet of the assembly.", Assert.Single(_folder.Build()).Message);
    }

    [Theory]
    [InlineData("# about_Specimens", "# Specimens", "# Specimens", "The title must be 'about_Specimens'.")]
    [InlineData("## Short description", "## Summary", "# about_Specimens", "A topic begins with the sections")]
    [InlineData("What specimens are.", "What specimens are, in so many words that the line which Get-Help reads for its synopsis overflows.", "## Short description", "The short description must be")]
    [InlineData("```powershell\nGet-Specimen\n```", "```powershell\nGet-Specimen -Path 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine'\n```", "```powershell", "Code in a topic must fit")]
    [InlineData("| Code |", "| A header that is so long that nothing is left of the line after it |", "| A header", "The table leaves fewer")]
    public void A_bad_topic_is_a_problem_with_its_line(string good, string bad, string place, string message)
    {
        Assert.Contains(good, HelpFolder.Topic, StringComparison.Ordinal);
        var page = HelpFolder.Topic.Replace(good, bad, StringComparison.Ordinal);
        _folder.Write("about_Specimens", page);

        var problem = Assert.Single(_folder.Build());
        Assert.Equal(LineOf(page, place), problem.Line);
        Assert.StartsWith(message, problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_problem_reads_as_a_compiler_error() =>
        Assert.Equal("a/b.md(7): error MLHELP: Wrong.", new Problem("a/b.md", 7, "Wrong.").ToString());

    private static int LineOf(string page, string text)
    {
        var offset = page.IndexOf(text, StringComparison.Ordinal);
        Assert.True(offset >= 0);
        return page.AsSpan(0, offset).Count('\n') + 1;
    }
}
