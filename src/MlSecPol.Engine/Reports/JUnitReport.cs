using System.Globalization;
using System.Text;
using System.Xml;
using MlSecPol.Engine.Checks;
using MlSecPol.Engine.Policy;

namespace MlSecPol.Engine.Reports;

/// <summary>
/// Results as JUnit XML: one suite a pillar, one case a result. There is no one schema of JUnit; this shape is valid under those of Apache Ant, of Jenkins
/// and of Pester alike.
/// </summary>
internal static class JUnitReport
{
    private const string Zero = "0";

    internal static void Write(Report report, Stream output)
    {
        using var xml = XmlWriter.Create(output, new XmlWriterSettings { Encoding = ReportText.Encoding, Indent = true, NewLineChars = "\n", CloseOutput = false });
        xml.WriteStartDocument();
        xml.WriteStartElement("testsuites");
        var suites = report.Results.GroupBy(r => Pillar(r.ControlId)).OrderBy(g => g.Key.Order);
        foreach (var (suite, id) in suites.Select((s, i) => (s, i))) WriteSuite(xml, report, id, suite.Key.Name, [.. suite]);
        xml.WriteEndElement();
        xml.WriteEndDocument();
    }

    private static void WriteSuite(XmlWriter xml, Report report, int id, string name, CheckResult[] results)
    {
        string Count(params CheckStatus[] statuses) => results.Count(r => statuses.Contains(r.Status)).ToString(CultureInfo.InvariantCulture);
        xml.WriteStartElement("testsuite");
        xml.WriteAttributeString("id", id.ToString(CultureInfo.InvariantCulture));
        xml.WriteAttributeString("package", "MlSecPol");
        xml.WriteAttributeString("name", name);
        xml.WriteAttributeString("tests", results.Length.ToString(CultureInfo.InvariantCulture));
        xml.WriteAttributeString("failures", Count(CheckStatus.Fail));
        xml.WriteAttributeString("errors", Count(CheckStatus.Error));
        xml.WriteAttributeString("skipped", Count(CheckStatus.Excepted, CheckStatus.NotApplicable, CheckStatus.NotAssessed));
        xml.WriteAttributeString("time", Zero);
        // One of the schemas forbids a zone; the time is UTC.
        xml.WriteAttributeString("timestamp", report.CreatedAt.ToUniversalTime().ToString("yyyy-MM-dd'T'HH:mm:ss", CultureInfo.InvariantCulture));
        xml.WriteAttributeString("hostname", "localhost");
        xml.WriteStartElement("properties");
        WriteProperty(xml, "mlsecpol.version", JsonReport.ToolVersion);
        WriteProperty(xml, "mlsecpol.policy", PolicyCatalogue.Current.Policy.Version);
        WriteProperty(xml, "mlsecpol.controls", PolicyCatalogue.Current.Policy.ControlCount);
        xml.WriteEndElement();
        foreach (var result in results) WriteCase(xml, report, result);
        xml.WriteElementString("system-out", string.Join('\n', RollUp.ByControl(results).Select(s => s.ToString())));
        xml.WriteElementString("system-err", string.Empty);
        xml.WriteEndElement();
    }

    private static void WriteCase(XmlWriter xml, Report report, CheckResult result)
    {
        xml.WriteStartElement("testcase");
        xml.WriteAttributeString("name", ReportText.OneLine($"{result.CheckId} {TargetName.Of(result.Target, report.Root).Display}"));
        xml.WriteAttributeString("classname", ReportText.OneLine($"MlSecPol.{result.ControlId}"));
        xml.WriteAttributeString("time", Zero);
        switch (result.Status)
        {
            case CheckStatus.Fail: WriteTrouble(xml, "failure", result); break;
            case CheckStatus.Error: WriteTrouble(xml, "error", result); break;
            case CheckStatus.Excepted: WriteSkipped(xml, $"excepted by {result.ExceptionId}: {result.Message}"); break;
            case CheckStatus.NotApplicable: WriteSkipped(xml, $"not applicable: {result.Reason}"); break;
            case CheckStatus.NotAssessed: WriteSkipped(xml, $"not assessed: {result.Reason}"); break;
        }

        xml.WriteEndElement();
    }

    private static void WriteTrouble(XmlWriter xml, string element, CheckResult result)
    {
        xml.WriteStartElement(element);
        xml.WriteAttributeString("type", result.Severity.ToString());
        xml.WriteAttributeString("message", ReportText.OneLine(result.Message));
        var text = new StringBuilder();
        foreach (var finding in result.Findings)
        {
            text.Append(ReportText.OneLine(finding.ToString())).Append('\n');
            if (finding.Gain is { } gain) text.Append("  Gain: ").Append(ReportText.OneLine(gain)).Append('\n');
            if (finding.Remediation is { } remedy) text.Append("  What to do: ").Append(ReportText.OneLine(remedy)).Append('\n');
            if (finding.Advisories.Count > 0) text.Append("  Advisories: ").Append(ReportText.OneLine(string.Join(", ", finding.Advisories))).Append('\n');
        }

        xml.WriteString(text.ToString());
        xml.WriteEndElement();
    }

    private static void WriteSkipped(XmlWriter xml, string message)
    {
        xml.WriteStartElement("skipped");
        xml.WriteAttributeString("message", ReportText.OneLine(message));
        xml.WriteEndElement();
    }

    private static void WriteProperty(XmlWriter xml, string name, string value)
    {
        xml.WriteStartElement("property");
        xml.WriteAttributeString("name", name);
        xml.WriteAttributeString("value", value);
        xml.WriteEndElement();
    }

    private static (int Order, string Name) Pillar(string controlId)
    {
        var catalogue = PolicyCatalogue.Current;
        var pillarId = catalogue.Controls.FirstOrDefault(c => c.ControlId == controlId)?.PillarId;
        var pillars = catalogue.Policy.Pillars;
        for (var i = 0; i < pillars.Count; i++)
        {
            if (pillars[i].PillarId == pillarId) return (i, pillars[i].Name);
        }

        return (pillars.Count, "Other");
    }
}
