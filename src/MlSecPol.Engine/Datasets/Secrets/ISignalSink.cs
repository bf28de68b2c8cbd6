namespace MlSecPol.Engine.Datasets.Secrets;

/// <summary>Hears of each credential and hidden instruction while a text is read.</summary>
internal interface ISignalSink
{
    /// <summary>Takes one.</summary>
    /// <param name="columnName">The column it stands in.</param>
    /// <param name="kind">What it is.</param>
    /// <param name="isProven">Whether more than its form speaks for it.</param>
    /// <param name="text">The text, valid during the call only.</param>
    /// <param name="masked">So much of it as may be shown.</param>
    /// <param name="row">The row or line, from 1.</param>
    /// <param name="offset">Its first byte in the file; null where the text was transcoded.</param>
    void Add(string columnName, SignalKind kind, bool isProven, ReadOnlySpan<char> text, string masked, long row, long? offset);
}
