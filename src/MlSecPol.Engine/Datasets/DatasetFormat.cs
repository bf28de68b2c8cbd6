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

    /// <summary>One JSON document that is an array of objects, or holds one.</summary>
    JsonRecords,

    /// <summary>One JSON document without an array of records. Recognised, not read.</summary>
    Json,

    /// <summary>Plain text: each line that is not blank is a record.</summary>
    Text,

    /// <summary>A Parquet table.</summary>
    Parquet,

    /// <summary>An Arrow table: IPC file, IPC stream or Feather version 2.</summary>
    Arrow,

    /// <summary>NumPy arrays: one, or several in a zip archive.</summary>
    NumPy,

    /// <summary>Rows that a program hands over.</summary>
    Objects,

    /// <summary>Another format, known by its signature. Not read as a table.</summary>
    Other,

    /// <summary>Bytes that are no text and carry no known signature.</summary>
    Unknown,
}
