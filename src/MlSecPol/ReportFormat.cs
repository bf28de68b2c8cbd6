namespace MlSecPol;

/// <summary>Formats in which results can leave a session.</summary>
public enum ReportFormat
{
    /// <summary>JSON by <c>mlsecpol-results.schema.json</c>: everything, and the format that can be read back (<c>.json</c>).</summary>
    Json,

    /// <summary>Comma-separated values by RFC 4180, one row a finding (<c>.csv</c>).</summary>
    Csv,

    /// <summary>A page for people, in Markdown as GitHub understands it (<c>.md</c>).</summary>
    Markdown,

    /// <summary>JUnit XML for build servers, one suite a pillar (<c>.xml</c>).</summary>
    JUnit,

    /// <summary>SARIF 2.1.0 for code scanning, one result a finding (<c>.sarif</c>, <c>.sarif.json</c>).</summary>
    Sarif,
}
