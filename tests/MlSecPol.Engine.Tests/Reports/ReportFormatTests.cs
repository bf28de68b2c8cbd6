using MlSecPol.Engine.Reports;
using Xunit;

namespace MlSecPol.Engine.Tests.Reports;

/// <summary>What holds for every format.</summary>
public sealed class ReportFormatTests
{
    public static TheoryData<ReportFormat> Formats => new(Enum.GetValues<ReportFormat>());

    [Theory]
    [InlineData("audit.json", ReportFormat.Json)]
    [InlineData("audit.CSV", ReportFormat.Csv)]
    [InlineData("audit.md", ReportFormat.Markdown)]
    [InlineData("audit.markdown", ReportFormat.Markdown)]
    [InlineData("audit.xml", ReportFormat.JUnit)]
    [InlineData("audit.sarif", ReportFormat.Sarif)]
    [InlineData("audit.sarif.json", ReportFormat.Sarif)]
    public void The_extension_tells_the_format(string name, ReportFormat format) => Assert.Equal(format, ReportFormats.OfPath(name));

    [Theory]
    [InlineData("audit")]
    [InlineData("audit.html")]
    [InlineData("json")]
    public void An_extension_that_tells_nothing_is_an_error_that_lists_the_formats(string name)
    {
        var error = Assert.Throws<ReportException>(() => ReportFormats.OfPath(name));
        Assert.Equal("MlSecPol.Report.UnknownFormat", error.ErrorId);
        Assert.Contains("Sarif", error.RecommendedAction, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Formats))]
    public void Files_are_UTF8_without_mark_and_hold_no_control_character(ReportFormat format)
    {
        var bytes = Specimens.Written(format, Specimens.Random(200));
        Assert.NotEqual(0xEF, bytes[0]);
        var text = new System.Text.UTF8Encoding(false, throwOnInvalidBytes: true).GetString(bytes);
        Assert.DoesNotContain(text, c => char.IsControl(c) && c is not ('\n' or '\r' or '\t'));
        Assert.DoesNotContain(@"\u001b", text, StringComparison.OrdinalIgnoreCase);
    }

    [Theory]
    [MemberData(nameof(Formats))]
    public void The_same_results_give_the_same_bytes(ReportFormat format) =>
        Assert.Equal(Specimens.Written(format, Specimens.Random(50)), Specimens.Written(format, Specimens.Random(50)));

    [Theory]
    [MemberData(nameof(Formats))]
    public void No_results_are_a_report_too(ReportFormat format) => Assert.NotEmpty(Specimens.Written(format));
}
