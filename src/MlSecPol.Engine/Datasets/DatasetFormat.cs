namespace MlSecPol.Engine.Datasets;

/// <summary>What the content of a dataset is, whatever its name says.</summary>
public enum DatasetFormat
{
    /// <summary>No bytes, or nothing but white space.</summary>
    Empty,

    /// <summary>Records of delimited text: CSV, TSV and their kin.</summary>
    Delimited,

    /// <summary>One JSON object a line.</summary>
    JsonLines,

    /// <summary>One JSON document: an array or an object over several lines. Recognised, not read.</summary>
    Json,

    /// <summary>Another format, known by its signature. Not read as a table.</summary>
    Other,

    /// <summary>Bytes that are no text and carry no known signature.</summary>
    Unknown,
}
