namespace MlSecPol.Engine.Datasets.Text;

/// <summary>How an attempt to read the next record ended.</summary>
internal enum ReadStatus
{
    Record,
    End,
    RecordTooLong,
    TooManyCells,
}
