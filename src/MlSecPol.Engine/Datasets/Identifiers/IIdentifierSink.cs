namespace MlSecPol.Engine.Datasets.Identifiers;

/// <summary>Hears of each valid identifier while a text is read.</summary>
internal interface IIdentifierSink
{
    /// <summary>Takes one.</summary>
    /// <param name="column">The column, its tallies counting it already.</param>
    /// <param name="kind">The kind.</param>
    /// <param name="text">The identifier, valid during the call only.</param>
    /// <param name="sighting">What is known of it.</param>
    /// <param name="row">The row or line, from 1.</param>
    /// <param name="offset">Its first byte in the file; null where the text was transcoded.</param>
    void Add(ColumnIdentifiers column, IdentifierKind kind, ReadOnlySpan<byte> text, Sighting sighting, long row, long? offset);
}
