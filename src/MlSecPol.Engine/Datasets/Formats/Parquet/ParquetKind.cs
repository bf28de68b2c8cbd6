namespace MlSecPol.Engine.Datasets.Formats.Parquet;

/// <summary>What the values of a column mean.</summary>
internal enum ParquetKind
{
    Boolean,
    Signed,
    Unsigned,
    Float,
    Half,
    Text,
    Binary,
    Date,
    Time,
    Timestamp,
    Decimal,
    Int96,
    Uuid,
}
