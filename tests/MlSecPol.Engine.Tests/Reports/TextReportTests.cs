using Markdig;
using Markdig.Extensions.Tables;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;
using Microsoft.VisualBasic.FileIO;
using Xunit;

namespace MlSecPol.Engine.Tests.Reports;

/// <summary>CSV and Markdown, read back with parsers that this project did not write.</summary>
public sealed class TextReportTests
{
    [Fact]
    public void A_row_is_a_finding_or_a_result_without_one()
    {
        var rows = Rows(Specimens.Text(ReportFormat.Csv, Specimens.OneOfEach()));
        Assert.Equal(["Pass", "Fail", "Fail", "Excepted", "NotApplicable", "NotAssessed", "Error"], rows.Skip(1).Select(r => r[0]));
        var fail = rows[2];
        Assert.Equal("Critical", fail[1]);
        Assert.Equal("57", fail[Array.IndexOf(rows[0], "Offset")]);
        Assert.Equal("0.75", fail[Array.IndexOf(rows[0], "Confidence")]);
        Assert.Equal("CVE-2025-1889 CVE-2025-32434", fail[Array.IndexOf(rows[0], "Advisories")]);
        Assert.Equal("Programs start on the machine.", fail[Array.IndexOf(rows[0], "Gain")]);
        Assert.Equal("2026-03-04T05:06:07.1234567Z", fail[Array.IndexOf(rows[0], "ObservedAt")]);
        Assert.Equal("EXC-2026-001", rows[4][Array.IndexOf(rows[0], "ExceptionId")]);
    }

    [Fact]
    public void No_cell_is_a_formula_and_every_row_has_every_column()
    {
        var results = Specimens.Random(250);
        var rows = Rows(Specimens.Text(ReportFormat.Csv, results));
        Assert.Equal(results.Sum(r => Math.Max(1, r.Findings.Count)), rows.Count - 1);
        Assert.All(rows, row => Assert.Equal(rows[0].Length, row.Length));
        Assert.All(rows.SelectMany(r => r), cell => Assert.False(cell.Length > 0 && "=+-@\t\r\n".Contains(cell[0], StringComparison.Ordinal), cell));
    }

    [Fact]
    public void The_page_has_summary_attention_and_details()
    {
        var text = Specimens.Text(ReportFormat.Markdown, Specimens.OneOfEach());
        var page = Page(text);
        Assert.Equal(["MlSecPol report", "Summary by control", "What needs attention", "Details"], page.Descendants<HeadingBlock>().Where(h => h.Level < 3).Select(h => h.Inline!.FirstChild!.ToString()));
        Assert.Equal(4, page.Descendants<HeadingBlock>().Count(h => h.Level == 3));
        Assert.Contains("29 + 1 seed", text.Replace("\\", string.Empty, StringComparison.Ordinal), StringComparison.Ordinal);
        Assert.Contains("EXC\\-2026\\-001", text, StringComparison.Ordinal);
        Assert.Contains("`models/a b.pkl`", text, StringComparison.Ordinal);
        Assert.Contains("Programs start on the machine. Confidence 75", text, StringComparison.Ordinal);
        Assert.Contains("What to do: Do not load it", text, StringComparison.Ordinal);
        Assert.Contains("- CVE\\-2025\\-32434 \\(PyTorch before 2.6.0\\): A file of data runs code. Disputed. `https://nvd.nist.gov/vuln/detail/CVE-2025-32434`", text, StringComparison.Ordinal);
        Assert.Contains("CVE\\-2025\\-1889 \\(PyTorch before 2.6.0\\): A file of data runs code. Versions not verified.", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Nothing_in_a_name_becomes_markup()
    {
        var page = Page(Specimens.Text(ReportFormat.Markdown, Specimens.Random(250)));
        Assert.Empty(page.Descendants<HtmlBlock>());
        Assert.Empty(page.Descendants<HtmlInline>());
        Assert.Empty(page.Descendants<LinkInline>());
        Assert.Empty(page.Descendants<AutolinkInline>());
        foreach (var table in page.Descendants<Table>())
        {
            var header = (TableRow)table[0];
            Assert.All(table.Cast<TableRow>(), row => Assert.Equal(header.Count, row.Count));
        }
    }

    private static List<string[]> Rows(string text)
    {
        using var parser = new TextFieldParser(new StringReader(text)) { TextFieldType = FieldType.Delimited, HasFieldsEnclosedInQuotes = true, TrimWhiteSpace = false };
        parser.SetDelimiters(",");
        var rows = new List<string[]>();
        while (!parser.EndOfData) rows.Add(parser.ReadFields()!);
        return rows;
    }

    private static MarkdownDocument Page(string text) => Markdown.Parse(text, new MarkdownPipelineBuilder().UsePipeTables().UseAutoLinks().UseEmphasisExtras().Build());
}
