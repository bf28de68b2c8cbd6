using MlSecPol.Engine.Checks;

namespace MlSecPol.Engine.Reports;

/// <summary>Chooses and runs the writer of a format.</summary>
public static class ReportFormats
{
    // The longest first: .sarif.json is no plain .json.
    private static readonly (string Extension, ReportFormat Format)[] Extensions =
    [
        (".sarif.json", ReportFormat.Sarif),
        (".sarif", ReportFormat.Sarif),
        (".json", ReportFormat.Json),
        (".csv", ReportFormat.Csv),
        (".markdown", ReportFormat.Markdown),
        (".md", ReportFormat.Markdown),
        (".xml", ReportFormat.JUnit),
    ];

    /// <summary>The format that the extension of a file name stands for.</summary>
    /// <exception cref="ReportException">It stands for none.</exception>
    public static ReportFormat OfPath(string path)
    {
        foreach (var (extension, format) in Extensions)
        {
            if (path.EndsWith(extension, StringComparison.OrdinalIgnoreCase)) return format;
        }

        throw new ReportException(
            "MlSecPol.Report.UnknownFormat",
            AuditErrorKind.InvalidData,
            $"The name '{Path.GetFileName(path)}' does not tell the format of the report.",
            $"Give -Format ({string.Join(", ", Enum.GetNames<ReportFormat>())}), or one of the extensions {string.Join(", ", Extensions.Select(e => e.Extension).Order(StringComparer.Ordinal))}.");
    }

    /// <summary>Writes a report as UTF-8 without byte order mark.</summary>
    public static void Write(ReportFormat format, Report report, Stream output)
    {
        switch (format)
        {
            case ReportFormat.Json: JsonReport.Write(report, output); break;
            case ReportFormat.Csv: CsvReport.Write(report, output); break;
            case ReportFormat.Markdown: MarkdownReport.Write(report, output); break;
            case ReportFormat.JUnit: JUnitReport.Write(report, output); break;
            case ReportFormat.Sarif: SarifReport.Write(report, output); break;
            default: throw new ArgumentOutOfRangeException(nameof(format), format, "no such format");
        }
    }
}
